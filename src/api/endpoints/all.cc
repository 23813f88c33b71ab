#include "api/endpoints/all.h"

namespace csip::api {

std::vector<const Endpoint*> AllEndpoints(bool test_clock) {
  std::vector<const Endpoint*> all = {
      &kWhoAmI,         &kListDocs,      &kGetDoc,
      &kListPages,      &kGetPage,       &kResolveBrowserLink,
      &kListTables,     &kGetTable,      &kListColumns,
      &kGetColumn,      &kListRows,      &kGetRow,
      &kUpsertRows,     &kUpdateRow,     &kDeleteRow,
      &kDeleteRows,     &kPushButton,    &kMutationStatus,
      &kListFormulas,   &kGetFormula,    &kListControls,
      &kGetControl,     &kSchema,        &kCheck,
      &kListAmendments, &kGetAmendment,  &kSwitchAmendment,
      &kViewRows,       &kCheckFormula,  &kEvaluateFormula,
      &kExplain,        &kHistory,       &kChanges,
      &kSetOverride,    &kClearOverride, &kTransitions,
      &kHealth,         &kOpenApi,       &kBlastRadius,
      &kGetRemoved,     &kGetBlueprint,  &kUndo,
      &kRedo,           &kTransactions,  &kBin,
      &kRestoreRows,    &kEdits,         &kSearch,
      &kFunctions,      &kWhatIf,        &kViewIds,
      &kRecord,         &kChart,         &kHome,
      &kDashboard,
  };
  all.push_back(&kTransitionStream);
  all.push_back(&kPresence);
  for (const Endpoint& endpoint : kImports) all.push_back(&endpoint);
  all.push_back(&kExport);
  for (const Endpoint& endpoint : kJobs) all.push_back(&endpoint);
  for (const Endpoint& endpoint : kTransitionCursors) all.push_back(&endpoint);
  for (const Endpoint& endpoint : kSchemaChanges) all.push_back(&endpoint);
  for (const Endpoint& endpoint : kPersonEndpoints) all.push_back(&endpoint);
  for (const Endpoint& endpoint : kCommentEndpoints) all.push_back(&endpoint);
  for (const Endpoint& endpoint : kSavedViewEndpoints) all.push_back(&endpoint);
  for (const Endpoint& endpoint : kFiles) all.push_back(&endpoint);
  if (test_clock) all.push_back(&kTestClock);
  return all;
}

}  // namespace csip::api
