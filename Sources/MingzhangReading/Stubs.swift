import MingzhangCatalog
import MingzhangModel
extension Catalog { func matchTitle(_ t: String) -> StatementKind? {
  let f = t.foldedForMatching
  for k in StatementKind.allCases where f.hasPrefix("部门预算") && f.hasSuffix(String(k.chinese.dropFirst(0))) { return k }
  return nil } }
extension StatementForm {
  func columnKey(forPath: [String], side: StatementSide?) -> ColumnKey? { nil }
  func lineKey(forCaption: String, side: StatementSide?) -> LineKey? { nil }
}
struct ClaimReader { init(fiscalYear: Int?) {}
  func claims(in p: SpannedText, topic: Narrative.Topic) -> [Claim] { [] } }
struct GoalReader { func goal(title: SpannedText, grids: [Grid]) -> PerformanceGoal { PerformanceGoal(project: "", title: title.text, objective: "", indicators: []) } }
struct UnitsReader { func units(in grid: Grid) -> [UnitEntry] { [] } }
struct GlossaryReader { func entries(in lines: [TextLine]) -> [GlossaryEntry] { [] } }
struct ContentsReader { static func entry(of line: TextLine) -> ContentsEntry {
  var t = Substring(line.text)
  var digits = ""
  while let l = t.last, l.isNumber || " -.…\t·".contains(l) { if l.isNumber { digits = String(l) + digits }; t = t.dropLast() }
  return ContentsEntry(String(t), page: Int(digits), span: line.span) } }
struct InputQuality { func notices(for lines: [SpannedText], entity: String) -> [InputNotice] { [] } }
enum EntityName { static func canonical(from c: [(text: String, weight: Int)]) -> String? { c.first?.text.simplified } }
