#include "app/command_line.h"

int main(int argc, char** argv) {
  return csip::app::Run(argc, argv);
}
