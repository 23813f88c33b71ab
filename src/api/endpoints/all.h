// Every endpoint of the server, by hand: what is not listed in all.cc does not exist.
#pragma once

#include <vector>

#include "api/endpoint.h"

namespace csip::api {

extern const Endpoint kWhoAmI, kListDocs, kGetDoc, kListPages, kGetPage, kResolveBrowserLink;  // doc.cc
extern const Endpoint kListTables, kGetTable, kListColumns, kGetColumn;                        // table.cc
extern const Endpoint kListRows, kGetRow;                                                      // row.cc
extern const Endpoint kUpsertRows, kUpdateRow, kDeleteRow, kDeleteRows, kPushButton,
    kMutationStatus;                                                           // row_edit.cc
extern const Endpoint kListFormulas, kGetFormula, kListControls, kGetControl;  // named_value.cc
extern const Endpoint kHealth, kOpenApi;                                       // health.cc
extern const Endpoint kSchema;                                                 // schema.cc
extern const Endpoint kCheckFormula, kEvaluateFormula;                         // formula.cc
extern const Endpoint kCheck;                                                  // check.cc
extern const Endpoint kListAmendments, kGetAmendment, kSwitchAmendment;        // amendment.cc
extern const Endpoint kExplain;                                                // explain.cc
extern const Endpoint kHistory;                                                // history.cc
extern const Endpoint kChanges;                                                // change_stream.cc
extern const Endpoint kTransitions;                                            // transition.cc
extern const Endpoint kTransitionStream;                                       // transition_stream.cc
extern const std::vector<Endpoint> kTransitionCursors;                         // transition_cursor.cc
extern const Endpoint kViewRows, kViewIds;                                     // view_rows.cc
extern const Endpoint kUndo, kRedo, kTransactions, kBin, kRestoreRows;         // undo.cc
extern const Endpoint kRecord;                                                 // record.cc
extern const Endpoint kChart;                                                  // chart.cc
extern const std::vector<Endpoint> kFiles;                                     // file.cc
extern const Endpoint kHome;                                                   // home.cc
extern const Endpoint kDashboard;                                              // dashboard.cc
extern const std::vector<Endpoint> kJobs;                                      // job.cc
extern const std::vector<Endpoint> kImports;                                   // import.cc
extern const Endpoint kExport;                                                 // export.cc
extern const Endpoint kPresence;                                               // presence.cc
extern const Endpoint kSearch;                                                 // search.cc
extern const Endpoint kFunctions;                                              // function.cc
extern const Endpoint kWhatIf;                                                 // what_if.cc
extern const Endpoint kEdits;                                                  // edit.cc
extern const Endpoint kSetOverride, kClearOverride;                            // override.cc
extern const std::vector<Endpoint> kSchemaChanges;                             // schema_change.cc
extern const Endpoint kBlastRadius, kGetRemoved, kGetBlueprint;                // schema_change.cc
extern const std::vector<Endpoint> kPersonEndpoints;                           // person.cc
extern const std::vector<Endpoint> kCommentEndpoints;                          // comment.cc
extern const std::vector<Endpoint> kSavedViewEndpoints;                        // saved_view.cc
extern const Endpoint kTestClock;                                              // test_clock.cc

// In the order of the documentation. The test clock's is among them only when `test_clock` is set.
std::vector<const Endpoint*> AllEndpoints(bool test_clock);

}  // namespace csip::api
