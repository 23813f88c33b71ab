// A VFS of SQLite for writers: what is written one piece behind the other goes to the system together. It takes the system a
// third of what it takes for one page after the other.
//
// What is held back is written before anything that could tell, in the order it came:
// - The data file: while the connection has it to itself (an exclusive lock, so never in WAL mode), until a read, a sync or an end of
//   the lock. A rollback journal is deleted only after a sync of the data file, so what is held back can be lost no more than
//   what the system has not written yet.
// - The write-ahead log: until a read or a sync. With synchronous=FULL SQLite tells others of frames only after a sync of the log
//   that held them. So VFS and that setting go together (connection.h).
#pragma once

namespace csip::store::sqlite {

// The name to open a connection with; null when it cannot be had.
const char* GatheringVfs();

}  // namespace csip::store::sqlite
