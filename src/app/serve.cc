#include "app/commands.h"
namespace csip::app {
base::Status Serve(const ServeOptions&) {
  return base::Error{base::Code::kUnsupported, "this command is not part of this build"};
}
}  // namespace csip::app
