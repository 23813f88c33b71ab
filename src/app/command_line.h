// The command line: csip serve | init | check | eval | import | export | token.
#pragma once

namespace csip::app {

// Runs one command and returns the process's exit status: 0 done, 1 refused with words on standard error, 2 bad usage.
int Run(int argc, char** argv);

}  // namespace csip::app
