import MingzhangCatalog
import MingzhangModel

/// An empty ledger in the form of a profile: headings of every file, and the usual sentences with their figures already bound.
///
/// What only the department knows stands as `{{请填写.…}}`; `LedgerFolder.load` asks for each, with file and line.
public struct LedgerSkeleton: Sendable {
  public let files: LedgerFiles

  public init(entity: String, year: Int, profile: Profile) {
    let hasOrganisation = (profile.sections + profile.sections.flatMap(\.under)).contains {
      $0.topic == .organisation
    }
    // a section of its own lists the units, else the part of another that tells of them
    let listsUnits = profile.sections.contains { $0.topic == .organisation && $0.under.isEmpty }
    let narrative = profile.sections.enumerated().map { index, section in
      // the usual words of a topic stand in its first section
      let isFurther = profile.sections[..<index].contains { $0.topic == section.topic }
      return Ledger.NarrativeSource(
        file: "narrative/\(index < 9 ? "0" : "")\(index + 1)-\(section.topic.rawValue).md",
        markdown:
          "# \(section.heading)\n\n"
          + (isFurther
            ? "{{请填写}}"
            : Self.words(of: section, profile.kind, hasOrganisation: hasOrganisation, listsUnits: listsUnits)) + "\n")
    }
    let ledger = Ledger(
      book: .init(
        entity: entity, code: "", fiscalYear: year, kind: profile.kind, profile: profile.id, region: "", level: "",
        date: "", previous: [:]),
      units: [], revenue: [], expenditure: [], projects: [], procurement: [], assets: [], glossary: [],
      narrative: narrative,
      reasons: (profile.kind == .final ? FinalAccountWords.questions : Self.questions).map {
        .init(figure: $0, answer: "", origin: .init(file: "", line: 0))
      })
    files = LedgerFiles(ledger)
  }

  /// The figures whose change the sentences below explain.
  private static let questions = ["收支.合计", "机关运行经费", "三公.因公出国", "三公.公务用车购置", "三公.公务用车运行", "三公.公务接待"]

  private static func words(
    of plan: Profile.SectionPlan, _ kind: Disclosure.Kind, hasOrganisation: Bool, listsUnits: Bool
  ) -> String {
    guard !plan.under.isEmpty else { return words(of: plan.topic, kind, hasOrganisation: hasOrganisation) }
    return plan.under.enumerated().map { index, section in
      var words = words(of: section.topic, kind, hasOrganisation: hasOrganisation).replacing("## ", with: "### ")
      if listsUnits { words = words.replacing("\n\n{{表.机构设置}}", with: "") }
      return "## （\((index + 1).chineseNumeral)）\(section.heading)\n\n\(words)"
    }.joined(separator: "\n\n")
  }

  private static func words(of topic: Narrative.Topic, _ kind: Disclosure.Kind, hasOrganisation: Bool) -> String {
    if kind == .final, let words = FinalAccountWords.words(of: topic) { return words }
    return switch topic {
    case .duties where hasOrganisation: "{{请填写.部门职责}}"
    case .organisation where hasOrganisation: "{{请填写.机构设置}}\n\n{{表.机构设置}}"
    case .duties, .organisation:
      "## 部门职责\n\n{{请填写.部门职责}}\n\n## 机构设置\n\n{{请填写.机构设置}}\n\n{{表.机构设置}}"
    case .overview:
      """
      {{年度}}年预算收入{{收入.合计}}，其中：一般公共预算收入{{收入.一般公共预算}}，政府性基金收入{{收入.政府性基金}}，\
      国有资本经营预算收入{{收入.国有资本经营预算}}。

      {{年度}}年支出预算{{支出.合计}}，其中：基本支出{{支出.基本}}，包括人员经费{{支出.人员经费}}、公用经费{{支出.公用经费}}；项目支出{{支出.项目}}。

      {{年度}}年收支预算{{收支.合计}}，与{{上年}}年相比{{收支.合计|比上年}}{{收支.合计|原因}}。
      """
    case .agencyOperatingExpenses:
      "{{年度}}年机关运行经费安排{{机关运行经费}}，与{{上年}}年相比{{机关运行经费|比上年}}{{机关运行经费|原因}}。"
    case .threePublicExpenses:
      """
      {{年度}}年财政拨款“三公”经费预算安排{{三公.合计}}，与{{上年}}年相比{{三公.合计|比上年}}。其中：

      因公出国（境）费{{三公.因公出国}}，与{{上年}}年相比{{三公.因公出国|比上年}}{{三公.因公出国|原因}}；

      公务用车购置费{{三公.公务用车购置}}，与{{上年}}年相比{{三公.公务用车购置|比上年}}{{三公.公务用车购置|原因}}；

      公务用车运行维护费{{三公.公务用车运行}}，与{{上年}}年相比{{三公.公务用车运行|比上年}}{{三公.公务用车运行|原因}}；

      公务接待费{{三公.公务接待}}，与{{上年}}年相比{{三公.公务接待|比上年}}{{三公.公务接待|原因}}。
      """
    case .performance: "## 部门整体绩效目标\n\n{{请填写.总体绩效目标}}\n\n## 项目绩效目标\n\n{{表.项目绩效目标}}"
    case .procurement: "{{年度}}年安排政府采购预算{{采购.合计}}，其中：货物{{采购.货物}}，工程{{采购.工程}}，服务{{采购.服务}}。\n\n{{表.政府采购}}"
    case .assets: "{{单位}}上年末固定资产金额为{{资产.合计}}，本年度拟购置固定资产{{资产.拟购置}}。\n\n{{表.固定资产}}"
    case .glossary: "{{名词解释}}"
    default: "{{请填写}}"
    }
  }
}
