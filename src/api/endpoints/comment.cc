// Comments: what people say about records and cells, in threads. Everybody who may write may answer and resolve; a text is its
// author's.
#include "api/author.h"
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/owned_rows.h"
#include "api/service.h"
#include "base/text.h"
#include "blueprint/product_table.h"
#include "value/display.h"

namespace csip::api {
namespace {

using base::Json;
using blueprint::CommentColumn;
using blueprint::kCommentsTable;
using value::RowSlot;

constexpr size_t kLongestText = 10'000;  // code points
constexpr const char* kCause = "comment";

void WriteComment(const Call& call, const workspace::Reader& reader, const OwnedRows& comments, RowSlot row,
                  base::JsonWriter* out) {
  auto text = [&](value::ColumnIndex column) { return comments.Text(column, row); };
  std::string key = text(CommentColumn::kAuthorKey);
  value::Value time = reader.engine().Get(comments.table(), CommentColumn::kTime, row);
  out->BeginObject().Field("id", comments.IdOf(row)).Field("table", text(CommentColumn::kTable));
  out->Field("row", text(CommentColumn::kRow)).Field("column", text(CommentColumn::kColumn));
  out->Field("text", text(CommentColumn::kText));
  out->Field("resolved", comments.Flag(CommentColumn::kResolved, row));
  out->Field("parent", text(CommentColumn::kParent));
  out->Field("author", NameOfAuthor(reader, key, text(CommentColumn::kAuthor)));
  out->Field("time", time.is_instant() ? value::FormatInstant(time.instant()) : value::FormatInstant(0));
  out->Field("edited", comments.Flag(CommentColumn::kEdited, row));
  out->Field("mine", IsAuthor(reader, call.actor, key)).EndObject();
}

base::Result<http::Response> Tell(const Call& call, const std::string& id) {
  workspace::Reader reader = call.service.workspace.Read();
  OwnedRows comments(reader, kCommentsTable);
  CSIP_ASSIGN_OR_RETURN(RowSlot row, comments.Find(id, "comment"));
  std::string json;
  base::JsonWriter out(&json);
  WriteComment(call, reader, comments, row, &out);
  return JsonResponse(std::move(json));
}

// What a comment is about, by ids.
struct Subject {
  std::string table;
  std::string row;
};

base::Result<Subject> FindSubject(const workspace::Reader& reader, const std::string& table_name,
                                  const std::string& row_name) {
  if (table_name.empty() || row_name.empty())
    return base::Invalid("`table` and `row` must name a record, by ids or names");
  CSIP_ASSIGN_OR_RETURN(value::TableIndex table, FindTable(reader.blueprint(), table_name));
  CSIP_ASSIGN_OR_RETURN(RowSlot row, FindRow(reader, table, row_name));
  return Subject{reader.blueprint().tables[table].id,
                 workspace::RowId(reader.engine().RowNumber(table, row))};
}

base::Result<std::string> ReadText(const Json& body) {
  std::string text = base::ToNfc(base::Trim(body.TextOr("text")));
  if (text.empty()) return base::Invalid("`text` must be what the comment says");
  if (base::CodePoints(text) > kLongestText)
    return base::Invalid(fmt::format("`text` is longer than {} characters", kLongestText));
  return text;
}

base::Result<http::Response> ListComments(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_ASSIGN_OR_RETURN(Subject subject, FindSubject(reader, call.query.Find("table").value_or(""),
                                                     call.query.Find("row").value_or("")));
  OwnedRows comments(reader, kCommentsTable);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Key("items").BeginArray();
  for (RowSlot row : comments.With(CommentColumn::kRow, subject.row)) {
    if (comments.Text(CommentColumn::kTable, row) == subject.table)
      WriteComment(call, reader, comments, row, &out);
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

// The comment that begins the thread of the one that is answered.
base::Result<RowSlot> FindThread(const OwnedRows& comments, const std::string& parent,
                                 const Subject& subject) {
  auto answered = comments.Find(parent, "comment");
  if (!answered.ok()) return base::Invalid("`parent`: " + answered.error().message);
  std::string above = comments.Text(CommentColumn::kParent, *answered);
  auto first = above.empty() ? std::nullopt : std::optional(comments.Find(above, "comment"));
  RowSlot thread = first && first->ok() ? **first : *answered;
  if (comments.Text(CommentColumn::kRow, thread) != subject.row ||
      comments.Text(CommentColumn::kTable, thread) != subject.table)
    return base::Invalid(fmt::format("`parent`: the comment `{}` is about another record", parent));
  return thread;
}

base::Result<OwnedCells> ReadComment(const Call& call, const workspace::Reader& reader, const Json& body) {
  CSIP_ASSIGN_OR_RETURN(std::string text, ReadText(body));
  CSIP_ASSIGN_OR_RETURN(Subject subject, FindSubject(reader, body.TextOr("table"), body.TextOr("row")));
  OwnedRows comments(reader, kCommentsTable);
  std::string column = body.TextOr("column"), parent = body.TextOr("parent");
  if (!column.empty()) {
    value::TableIndex table = *reader.blueprint().FindTable(subject.table);
    CSIP_ASSIGN_OR_RETURN(value::ColumnIndex found, FindColumn(reader.blueprint(), table, column));
    column = reader.blueprint().tables[table].columns[found].id;
  }
  if (!parent.empty()) {
    CSIP_ASSIGN_OR_RETURN(RowSlot thread, FindThread(comments, parent, subject));
    parent = comments.IdOf(thread);
    column = comments.Text(CommentColumn::kColumn, thread);
  }
  Author author = AuthorOf(reader, call.actor);
  return OwnedCells{
      {CommentColumn::kTable, Json::Text(subject.table)},  {CommentColumn::kRow, Json::Text(subject.row)},
      {CommentColumn::kColumn, Json::Text(column)},        {CommentColumn::kText, Json::Text(text)},
      {CommentColumn::kParent, Json::Text(parent)},        {CommentColumn::kAuthor, Json::Text(author.name)},
      {CommentColumn::kAuthorKey, Json::Text(author.key)}, {CommentColumn::kResolved, Json::Bool(false)},
      {CommentColumn::kEdited, Json::Bool(false)},
  };
}

base::Result<http::Response> AddComment(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(Json body, call.Body());
  if (!body.is_object()) return base::Invalid("the body must be an object with `table`, `row` and `text`");
  OwnedCells cells;
  {
    workspace::Reader reader = call.service.workspace.Read();
    CSIP_ASSIGN_OR_RETURN(cells, ReadComment(call, reader, body));
  }
  CSIP_ASSIGN_OR_RETURN(std::string id, WriteOwned(call, kCommentsTable, "", cells, kCause));
  return Tell(call, id);
}

base::Result<http::Response> ChangeComment(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(Json body, call.Body());
  const Json* text = body.is_object() ? body.Find("text") : nullptr;
  const Json* resolved = body.is_object() ? body.Find("resolved") : nullptr;
  if (text == nullptr && resolved == nullptr) return base::Invalid("give `text`, `resolved` or both");
  if (resolved != nullptr && !resolved->is_bool()) return base::Invalid("`resolved` must be true or false");
  const std::string& id = call.Path("row");
  OwnedCells cells;
  {
    workspace::Reader reader = call.service.workspace.Read();
    OwnedRows comments(reader, kCommentsTable);
    CSIP_ASSIGN_OR_RETURN(RowSlot row, comments.Find(id, "comment"));
    if (text != nullptr) {
      CSIP_ASSIGN_OR_RETURN(std::string said, ReadText(body));
      if (!IsAuthor(reader, call.actor, comments.Text(CommentColumn::kAuthorKey, row)))
        return base::Error{base::Code::kDenied, "only its author changes what a comment says"};
      cells.emplace_back(CommentColumn::kText, Json::Text(said));
      cells.emplace_back(CommentColumn::kEdited, Json::Bool(true));
    }
    if (resolved != nullptr) {
      std::string thread = comments.Text(CommentColumn::kParent, row);
      if (!thread.empty())
        return base::Invalid(fmt::format("a thread is resolved by its first comment, `{}`", thread));
      cells.emplace_back(CommentColumn::kResolved, *resolved);
    }
  }
  auto written = WriteOwned(call, kCommentsTable, id, cells, kCause);
  if (!written.ok()) return written.error();
  return Tell(call, id);
}

base::Result<http::Response> DeleteComment(const Call& call) {
  std::vector<std::string> going = {call.Path("row")};
  {
    workspace::Reader reader = call.service.workspace.Read();
    OwnedRows comments(reader, kCommentsTable);
    CSIP_ASSIGN_OR_RETURN(RowSlot row, comments.Find(going[0], "comment"));
    auto may = [&](RowSlot comment) {
      return call.actor.may_administer() ||
             IsAuthor(reader, call.actor, comments.Text(CommentColumn::kAuthorKey, comment));
    };
    if (!may(row))
      return base::Error{base::Code::kDenied, "only its author, or an administrator, deletes a comment"};
    for (RowSlot other : comments.With(CommentColumn::kRow, comments.Text(CommentColumn::kRow, row))) {
      if (comments.Text(CommentColumn::kParent, other) != going[0]) continue;
      if (!may(other))
        return base::Error{base::Code::kConflict,
                           "others answered this comment; resolve it, so that their answers stay"};
      going.push_back(comments.IdOf(other));
    }
  }
  CSIP_RETURN_IF_ERROR(DeleteOwned(call, kCommentsTable, going, kCause));
  std::string json;
  base::JsonWriter(&json)
      .BeginObject()
      .Field("sequence", call.service.workspace.Read().sequence())
      .EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const std::vector<Endpoint> kCommentEndpoints = {
    {.id = "comments",
     .method = "GET",
     .path = "/api/comments",
     .tag = "Comments",
     .summary = "What people said about a record and its cells, the oldest first.",
     .parameters = {{"table", "query", "string", "Id or name."}, {"row", "query", "string", "Id or name."}},
     .response = "CommentList",
     .handle = ListComments},
    {.id = "addComment",
     .method = "POST",
     .path = "/api/comments",
     .tag = "Comments",
     .summary = "Says something about a record or a cell, or answers a comment.",
     .scope = access::Scope::kWrite,
     .request = "NewComment",
     .response = "Comment",
     .handle = AddComment},
    {.id = "changeComment",
     .method = "PATCH",
     .path = "/api/comments/{row}",
     .tag = "Comments",
     .summary = "Another text, by its author only; or a thread resolved or opened again, by anybody.",
     .scope = access::Scope::kWrite,
     .parameters = {{"row", "path", "string", "Id of the comment."}},
     .request = "CommentChange",
     .response = "Comment",
     .handle = ChangeComment},
    {.id = "deleteComment",
     .method = "DELETE",
     .path = "/api/comments/{row}",
     .tag = "Comments",
     .summary = "By its author or an administrator; with its answers, where those are theirs too.",
     .scope = access::Scope::kWrite,
     .parameters = {{"row", "path", "string", "Id of the comment."}},
     .response = "Sequence",
     .handle = DeleteComment}};

}  // namespace csip::api
