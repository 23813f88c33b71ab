#include "workspace/cell_json.h"

#include "value/file_link.h"

namespace csip::workspace {

using value::Kind;

void WriteCell(const engine::Engine& engine, const value::Value& v, base::JsonWriter* out) {
  switch (v.kind()) {
    case Kind::kBlank:
      out->Text("");
      return;
    case Kind::kError:
      out->Text(value::NameOf(v.error_code()));
      return;
    case Kind::kBool:
      out->Bool(v.boolean());
      return;
    case Kind::kNumber:
      out->Number(v.number());
      return;
    case Kind::kText:
      out->Text(v.text());
      return;
    case Kind::kDate:
      out->Text(value::FormatDate(v.date()));
      return;
    case Kind::kInstant:
      out->Text(value::FormatInstant(v.instant(), engine.inputs().zone));
      return;
    case Kind::kRow:
      out->Text(engine.NameOf(v.row()));
      return;
    case Kind::kList:
      out->BeginArray();
      for (const value::Value& item : v.items()) WriteCell(engine, item, out);
      out->EndArray();
      return;
  }
}

std::string CellJson(const engine::Engine& engine, const value::Value& v) {
  std::string text;
  base::JsonWriter writer(&text);
  WriteCell(engine, v, &writer);
  return text;
}

std::string FilesJson(const value::Value& v) {
  std::string text;
  base::JsonWriter out(&text);
  out.BeginArray();
  for (const value::Value& item : value::AsItems(v)) {
    auto link = item.is_text() ? value::FileLink::Read(item.text()) : std::nullopt;
    if (link) link->Write(&out);
  }
  out.EndArray();
  return text;
}

}  // namespace csip::workspace
