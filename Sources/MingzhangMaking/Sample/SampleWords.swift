import MingzhangModel

/// The narrative of a sample book: figures as placeholders, sentences that fit whether a figure rose, fell or stayed.
struct SampleWords {
  private let source: SampleLedger
  private let figures: Figures

  init(_ source: SampleLedger, figures: Figures) { (self.source, self.figures) = (source, figures) }

  var sources: [Ledger.NarrativeSource] {
    [
      ("00-opening", opening), ("01-duties", duties), ("02-overview", overview), ("03-operating", operating),
      ("04-three-public", threePublic), ("05-performance", performance), ("06-procurement", procurement),
      ("07-assets", assets), ("08-glossary", "# 名词解释\n\n{{名词解释}}"), ("09-other", other),
    ].map { Ledger.NarrativeSource(file: "narrative/\($0).md", markdown: $1 + "\n") }
  }

  /// `，比上年增加3万元，主要原因是……` or `，与上年持平`.
  private func change(_ name: String) -> String {
    SampleReasons.change(name, figures) == .zero ? "，与上年持平" : "，比上年{{\(name)|比上年}}{{\(name)|原因}}"
  }

  private var opening: String {
    "按照《预算法》、《地方预决算公开操作规程》和《关于进一步推进预算公开工作的实施意见》规定，现将{{单位}}{{年度}}年部门预算公开如下："
  }

  private var duties: String {
    let field = source.department.field
    let projects = source.department.projects.prefix(3).map(\.name).joined(separator: "、")
    return """
      # 部门职责及机构设置情况

      ## 部门职责

      （一）贯彻执行国家和省有关\(field)工作的法律法规和方针政策，拟订全市\(field)工作规划并组织实施。

      （二）承担\(projects)等工作的组织实施和监督管理。

      （三）指导各县（市、区）开展\(field)相关工作，组织业务培训和宣传。

      （四）完成市委、市政府交办的其他任务。

      ## 机构设置

      {{单位}}{{年度}}年部门预算编制范围内的单位共\(source.now.units.count)个，在职人员\(source.now.units.map(\.staff).reduce(0, +))名。

      {{表.机构设置}}
      """
  }

  private var overview: String {
    """
    # 部门预算安排的总体情况

    按照预算管理有关规定，全部收入和支出都反映在预算中。

    1、收入说明。反映本部门当年全部收入。{{年度}}年预算收入{{收入.合计}}，其中：一般公共预算收入{{收入.一般公共预算}}，政府性基金收入{{收入.政府性基金}}。

    2、支出说明。反映{{年度}}年度部门预算中支出预算的总体情况。{{年度}}年支出预算{{支出.合计}}，其中基本支出{{支出.基本}}，包括人员经费{{支出.人员经费}}和日常公用经费{{支出.公用经费}}；项目支出{{支出.项目}}，各项目金额见项目支出表。

    {{表.项目支出}}

    3、比上年增减情况。{{年度}}年预算收支安排{{收支.合计}}\(change("收支.合计"))。其中：基本支出{{支出.基本}}\(change("支出.基本"))；项目支出{{支出.项目}}\(change("支出.项目"))。
    """
  }

  private var operating: String {
    let use = "主要用于办公费、印刷费、水电费、差旅费、维修费等日常运行支出"
    let said = source.department.nature == .institution ? "本单位日常公用经费" : "我部门机关运行经费"
    return """
      # 机关运行经费安排情况

      {{年度}}年，\(said)共计安排{{机关运行经费}}，\(use)\(change("机关运行经费"))。
      """
  }

  private var threePublic: String {
    """
    # 财政拨款“三公”经费预算情况及增减变化原因

    {{年度}}年，我部门财政拨款“三公”经费预算安排{{三公.合计}}\(change("三公.合计"))。

    （一）因公出国（境）费{{三公.因公出国}}\(change("三公.因公出国"))。

    （二）公务用车购置及运维费{{三公.公务用车}}。其中：公务用车购置费{{三公.公务用车购置}}\(change("三公.公务用车购置"))；公务用车运行维护费{{三公.公务用车运行}}\(change("三公.公务用车运行"))。

    （三）公务接待费{{三公.公务接待}}\(change("三公.公务接待"))。
    """
  }

  private var performance: String {
    let field = source.department.field
    return """
      # 预算绩效信息

      ## 总体绩效目标

      {{年度}}年，围绕全市中心工作，统筹推进\(field)各项任务，提高资金使用效益，确保年度重点工作按时完成。

      ## 保障措施

      1. 完善制度建设。健全预算管理和绩效管理制度，规范支出审批流程。

      2. 加强支出管理。细化支出计划，按进度执行预算，确保资金使用合规。

      3. 加强绩效监控。定期开展绩效运行监控，发现问题及时整改，年终开展绩效自评。

      ## 预算项目绩效目标

      {{表.项目绩效目标}}
      """
  }

  private var procurement: String {
    """
    # 政府采购预算情况

    {{年度}}年，{{单位}}安排政府采购预算{{采购.合计}}。具体内容见下表。

    {{表.政府采购}}
    """
  }

  private var assets: String {
    """
    # 国有资产信息

    {{单位}}上年末固定资产金额为{{资产.合计}}，其中车辆\(source.now.vehicles)辆（详见下表）。本年度拟购置固定资产总额为{{资产.拟购置}}。

    {{表.固定资产}}
    """
  }

  private var other: String {
    """
    # 其他需要说明的事项

    本书为示例数据，由程序生成，单位和金额均为虚构，不是任何真实单位的预算。
    """
  }

  static let glossary: [GlossaryEntry] = [
    ("一般公共预算拨款收入", "指市级财政当年拨付的资金。"),
    ("财政专户管理资金收入", "指缴入财政专户、实行专项管理的教育收费等收入。"),
    ("事业收入", "指事业单位开展专业业务活动及辅助活动所取得的收入。"),
    ("其他收入", "指除上述收入以外的各项收入。"),
    ("上年结转", "指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金。"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
    ("项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费。"),
    ("机关运行经费", "指为保障单位运行用于购买货物和服务的各项公用经费，包括办公及印刷费、邮电费、差旅费、日常维修费以及其他费用。"),
  ].map { GlossaryEntry($0, $1) }
}
