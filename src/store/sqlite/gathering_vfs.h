// A VFS of SQLite for bulk writers: pages of the data file that follow each other go to the system together. It takes the system a
// third of what it takes for one page after the other.
//
// Pages are held back only while the connection has the file to itself (an exclusive lock, so never in WAL mode), and are
// written before anything that could tell: a read, a sync, an end of the lock. A rollback journal is deleted only after a sync of
// the data file, so what is held back can be lost no more than what the system has not written yet.
#pragma once

namespace csip::store::sqlite {

// The name to open a connection with; null when it cannot be had.
const char* GatheringVfs();

}  // namespace csip::store::sqlite
