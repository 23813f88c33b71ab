#include "store/sqlite/gathering_vfs.h"

#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <new>

namespace csip::store::sqlite {

namespace {

constexpr const char* kName = "csip-gathering";
constexpr size_t kRoom = size_t{1} << 16;

// Lies in memory of SQLite's, the file of the system's VFS behind it.
struct GatheringFile : sqlite3_file {
  sqlite3_file* system = nullptr;
  bool log = false;  // the write-ahead log, not the data file
  int lock = SQLITE_LOCK_NONE;
  sqlite3_int64 begin = 0;  // of what is held back
  size_t size = 0;
  char* held = nullptr;

  int Flush() {
    if (size == 0) return SQLITE_OK;
    // After an error SQLite takes the transaction back: what is held is of no use then.
    auto n = static_cast<int>(std::exchange(size, 0));
    return system->pMethods->xWrite(system, held, n, begin);
  }
};

// Deals with each call after what is held back was written.
template <auto kMethod, typename... Args>
int AfterFlush(sqlite3_file* file, Args... args) {
  auto* own = static_cast<GatheringFile*>(file);
  if (int rc = own->Flush(); rc != SQLITE_OK) return rc;
  return (own->system->pMethods->*kMethod)(own->system, args...);
}

template <auto kMethod, typename... Args>
int Pass(sqlite3_file* file, Args... args) {
  auto* own = static_cast<GatheringFile*>(file);
  return (own->system->pMethods->*kMethod)(own->system, args...);
}

int Close(sqlite3_file* file) {
  auto* own = static_cast<GatheringFile*>(file);
  int flushed = own->Flush();
  int rc = own->system->pMethods->xClose(own->system);
  delete[] std::exchange(own->held, nullptr);
  return flushed != SQLITE_OK ? flushed : rc;
}

int Write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  auto* own = static_cast<GatheringFile*>(file);
  auto n = static_cast<size_t>(count);
  bool follows = own->size > 0 && at == own->begin + static_cast<sqlite3_int64>(own->size);
  if (!follows || own->size + n > kRoom) {
    if (int rc = own->Flush(); rc != SQLITE_OK) return rc;
  }
  if (!(own->log || own->lock == SQLITE_LOCK_EXCLUSIVE) || n > kRoom)
    return own->system->pMethods->xWrite(own->system, bytes, count, at);
  if (own->size == 0) own->begin = at;
  std::memcpy(own->held + own->size, bytes, n);
  own->size += n;
  return SQLITE_OK;
}

int Lock(sqlite3_file* file, int level) {
  auto* own = static_cast<GatheringFile*>(file);
  int rc = own->system->pMethods->xLock(own->system, level);
  if (rc == SQLITE_OK && level > own->lock) own->lock = level;
  return rc;
}

int Unlock(sqlite3_file* file, int level) {
  auto* own = static_cast<GatheringFile*>(file);
  int flushed = own->Flush();
  int rc = own->system->pMethods->xUnlock(own->system, level);
  if (level < own->lock) own->lock = level;
  return flushed != SQLITE_OK ? flushed : rc;
}

void ShmBarrier(sqlite3_file* file) {
  auto* own = static_cast<GatheringFile*>(file);
  own->system->pMethods->xShmBarrier(own->system);
}

sqlite3_io_methods MakeMethods() {
  using M = sqlite3_io_methods;
  M methods{};
  methods.iVersion = 3;
  methods.xClose = Close;
  methods.xRead = AfterFlush<&M::xRead, void*, int, sqlite3_int64>;
  methods.xWrite = Write;
  methods.xTruncate = AfterFlush<&M::xTruncate, sqlite3_int64>;
  methods.xSync = AfterFlush<&M::xSync, int>;
  methods.xFileSize = AfterFlush<&M::xFileSize, sqlite3_int64*>;
  methods.xLock = Lock;
  methods.xUnlock = Unlock;
  methods.xCheckReservedLock = Pass<&M::xCheckReservedLock, int*>;
  // Looks at no bytes, and SQLite does not ask how it went: the sync after it does tell.
  methods.xFileControl = Pass<&M::xFileControl, int, void*>;
  methods.xSectorSize = Pass<&M::xSectorSize>;
  methods.xDeviceCharacteristics = Pass<&M::xDeviceCharacteristics>;
  methods.xShmMap = Pass<&M::xShmMap, int, int, int, void volatile**>;
  methods.xShmLock = Pass<&M::xShmLock, int, int, int>;
  methods.xShmBarrier = ShmBarrier;
  methods.xShmUnmap = Pass<&M::xShmUnmap, int>;
  methods.xFetch = AfterFlush<&M::xFetch, sqlite3_int64, int, void**>;
  methods.xUnfetch = Pass<&M::xUnfetch, sqlite3_int64, void*>;
  return methods;
}

sqlite3_vfs* SystemOf(sqlite3_vfs* vfs) {
  return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  static const sqlite3_io_methods kMethods = MakeMethods();
  sqlite3_vfs* system = SystemOf(vfs);
  if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0)
    return system->xOpen(system, name, file, flags, out_flags);
  file->pMethods = nullptr;  // not open
  auto* held = new (std::nothrow) char[kRoom];
  if (held == nullptr) return SQLITE_NOMEM;
  auto* own = new (file) GatheringFile();
  own->held = held;
  own->log = (flags & SQLITE_OPEN_WAL) != 0;
  own->system = reinterpret_cast<sqlite3_file*>(own + 1);
  own->system->pMethods = nullptr;
  int rc = system->xOpen(system, name, own->system, flags, out_flags);
  const sqlite3_io_methods* methods = own->system->pMethods;
  if (rc == SQLITE_OK && methods->iVersion >= 3) {
    own->pMethods = &kMethods;
    return SQLITE_OK;
  }
  if (methods != nullptr) methods->xClose(own->system);
  delete[] held;
  return rc != SQLITE_OK ? rc : SQLITE_CANTOPEN;
}

// All but opening is the system's. It is asked with its own description, for it may look into that.
template <auto kMethod, typename Result, typename... Args>
Result OfSystem(sqlite3_vfs* vfs, Args... args) {
  sqlite3_vfs* system = SystemOf(vfs);
  return (system->*kMethod)(system, args...);
}

sqlite3_vfs MakeVfs(sqlite3_vfs* system) {
  using V = sqlite3_vfs;
  V vfs{};
  vfs.iVersion = 2;
  vfs.szOsFile = static_cast<int>(sizeof(GatheringFile)) + system->szOsFile;
  vfs.mxPathname = system->mxPathname;
  vfs.zName = kName;
  vfs.pAppData = system;
  vfs.xOpen = Open;
  vfs.xDelete = OfSystem<&V::xDelete, int, const char*, int>;
  vfs.xAccess = OfSystem<&V::xAccess, int, const char*, int, int*>;
  vfs.xFullPathname = OfSystem<&V::xFullPathname, int, const char*, int, char*>;
  vfs.xRandomness = OfSystem<&V::xRandomness, int, int, char*>;
  vfs.xSleep = OfSystem<&V::xSleep, int, int>;
  vfs.xCurrentTime = OfSystem<&V::xCurrentTime, int, double*>;
  vfs.xGetLastError = OfSystem<&V::xGetLastError, int, int, char*>;
  vfs.xCurrentTimeInt64 = OfSystem<&V::xCurrentTimeInt64, int, sqlite3_int64*>;
  return vfs;
}

}  // namespace

const char* GatheringVfs() {
  static const bool kRegistered = [] {
    sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
    if (system == nullptr || system->iVersion < 2) return false;
    static sqlite3_vfs vfs = MakeVfs(system);
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
  }();
  return kRegistered ? kName : nullptr;
}

}  // namespace csip::store::sqlite
