import MingzhangModel

/// Words → measures. Only words that leave no doubt are here; the section decides between equal words.
enum Measures {
  struct Found {
    var measure: Claim.Measure?
    var code: FunctionalCode?
  }

  static func measure(in clause: String, topic: Narrative.Topic) -> Found {
    let folded = clause.foldedForMatching
    if let code = code(in: folded) { return Found(measure: .functionalItem, code: code) }
    var text = Substring(folded)
    while true {
      for (measure, words, topics) in table where topics.isEmpty || topics.contains(topic) {
        guard words.contains(where: { text.hasSuffix($0) }) else { continue }
        // “事业收入预算” is one source, not all revenue
        if measure == .totalRevenue || measure == .totalExpenditure, parts.contains(where: { folded.contains($0) }) {
          return Found()
        }
        // “一般公共预算财政拨款收入” is one fund, not all appropriations
        if measure == .fiscalRevenue || measure == .fiscalExpenditure,
          ["一般公共", "政府性基金", "国有资本", "本年度使用", "其他"].contains(where: { folded.contains($0) })
        {
          return Found()
        }
        if ["结转", "结余"].contains(where: { folded.contains($0) }) { return Found() }
        return Found(measure: measure)
      }
      // 公务接待费支出
      if text.hasSuffix("费支出") {
        text = text.dropLast(2)
        continue
      }
      guard let tail = tails.first(where: { text.hasSuffix($0) && text.count > $0.count }) else { return Found() }
      text = text.dropLast(tail.count)
    }
  }

  /// `一般公共服务支出（类）…（款）行政运行（项）` carries a code when one is printed: `2010301`.
  private static func code(in folded: String) -> FunctionalCode? {
    guard folded.contains("(项)") || folded.contains("科目") || folded.contains("2") else { return nil }
    var digits = ""
    for scalar in folded.unicodeScalars {
      if String.isDigit(scalar) {
        digits.unicodeScalars.append(scalar)
      } else {
        if digits.count == 7, let code = FunctionalCode(digits) { return code }
        digits = ""
      }
    }
    return digits.count == 7 ? FunctionalCode(digits) : nil
  }

  /// Words between a subject and its figure that say nothing.
  private static let tails = [
    "安排", "共计", "合计", "总计", "共计安排", "预算安排", "预算", "为", "共", "资金", "金额", "金额为", "数", "总额", "总额为", "决算数", "预算数",
    "约", "计", "的", "达到", "是",
    "预算支出", "支出预算",
  ]

  /// Words that make revenue or expenditure a part of itself.
  private static let parts = [
    "一般公共", "政府性基金", "国有资本", "事业收入", "经营", "上级", "附属", "其他", "财政拨款", "专户", "单位资金", "结转", "结余", "基本", "项目支出", "本年", "公用",
    "人员",
  ]

  private static let assets: Set<Narrative.Topic> = [.assets]

  /// In the order in which they are tried; a more particular ending stands before a more general one.
  private static let table: [(Claim.Measure, [String], Set<Narrative.Topic>)] = [
    (.overseasTravel, ["因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费", "因公出国(境)", "因公出国费"], []),
    (.vehiclePurchase, ["公务用车购置费", "公务用车购置", "公务用车购置支出", "车辆购置费", "公车购置费"], []),
    (
      .vehicleOperation,
      [
        "公务用车运行维护费", "公务用车运维费", "公务用车运行费", "公务用车运行维护经费", "公车运行维护费", "车辆运行维护费", "公务用车运行维护费支出", "公务用车运行费支出",
      ], []
    ),
    (
      .vehicles,
      [
        "公务用车购置及运维费", "公务用车购置及运行费", "公务用车购置及运行维护费", "公务用车购置和运行维护费", "公务用车购置和运行费",
        "公务用车购置及运行维护经费", "公务用车费",
      ], []
    ),
    (.reception, ["公务接待费", "公务接待费用", "公务接待经费"], []),
    (
      .threePublicExpenses,
      [
        "\"三公\"经费", "三公经费", "\"三公\"经费预算", "\"三公\"经费支出", "\"三公\"经费财政拨款", "\"三公\"经费财政拨款支出", "\"三公\"经费预算支出",
        "\"三公\"经费支出预算",
      ], []
    ),
    (.agencyOperatingExpenses, ["机关运行经费", "机关运行费", "机关运行经费支出"], []),
    (.agencyOperatingExpenses, ["运行经费"], [.agencyOperatingExpenses]),
    (.procurementGoods, ["政府采购货物", "政府采购货物支出", "拟采购货物", "拟采购货物支出"], []),
    (.procurementWorks, ["政府采购工程", "政府采购工程支出", "拟采购工程", "拟采购工程支出"], []),
    (.procurementServices, ["政府采购服务", "政府采购服务支出", "拟采购服务", "拟采购服务支出"], []),
    (.procurementGoods, ["货物类采购", "货物采购", "货物类", "货物"], [.procurement]),
    (.procurementWorks, ["工程类采购", "工程采购", "工程类", "工程"], [.procurement]),
    (.procurementServices, ["服务类采购", "服务采购", "服务类", "服务"], [.procurement]),
    (.procurement, ["政府采购", "政府采购支出", "政府采购总", "政府采购规模"], []),
    (.plannedAssetPurchases, ["拟购置固定资产", "购置固定资产", "拟新增固定资产"], assets),
    (.fixedAssets, ["固定资产", "固定资产价值", "固定资产原值", "固定资产总值"], assets),
    (
      .fiscalAppropriation,
      [
        "财政拨款收入支出总计", "财政拨款收支总计", "财政拨款收入、支出总计", "财政拨款收入支出决算总计", "财政拨款收支总预算",
        "财政拨款收、支总预算", "财政拨款收、支总计", "财政拨款收、支总",
      ], []
    ),
    (.revenueAndExpenditure, ["收入支出总计", "收支总计", "收入、支出总计", "收支总预算"], []),
    (.revenueAndExpenditure, ["预算收支", "收支预算", "收支总预算", "收入支出预算", "收支总", "收支"], [.overview]),
    (.personnelExpenditure, ["人员经费", "人员经费收入", "人员支出", "人员经费支出"], []),
    (.operatingExpenditure, ["日常公用经费", "公用经费", "日常公用经费收入", "公用经费收入", "公用支出", "日常公用支出", "公用经费支出"], []),
    (.basicExpenditure, ["基本支出"], []),
    (.projectExpenditure, ["项目支出", "项目经费收入", "项目经费", "项目经费支出"], []),
    (
      .generalPublicBudgetRevenue, ["一般公共预算收入", "一般公共预算拨款收入", "一般公共预算财政拨款收入", "一般公共预算拨款", "一般公共预算财政拨款"],
      [.overview, .revenue, .fiscalAppropriation]
    ),
    (
      .governmentFundRevenue, ["政府性基金收入", "政府性基金预算收入", "政府性基金预算拨款收入", "政府性基金预算财政拨款收入", "政府性基金预算拨款"],
      [.overview, .revenue, .fiscalAppropriation]
    ),
    (
      .stateCapitalOperationsRevenue, ["国有资本经营预算收入", "国有资本经营预算拨款收入", "国有资本经营预算财政拨款收入", "国有资本经营收入"],
      [.overview, .revenue, .fiscalAppropriation]
    ),
    (
      .generalPublicBudgetExpenditure,
      [
        "一般公共预算拨款支出", "一般公共预算财政拨款支出", "一般公共预算支出", "一般公共预算当年拨款", "一般公共预算当年财政拨款", "一般公共预算拨款支出预算",
        "一般公共预算财政拨款支出预算", "一般公共预算支出预算",
      ], [.overview, .expenditure, .generalPublicBudget]
    ),
    (
      .governmentFundExpenditure,
      [
        "政府性基金拨款支出", "政府性基金预算拨款支出", "政府性基金预算财政拨款支出", "政府性基金预算支出", "政府性基金拨款支出预算", "政府性基金支出预算", "政府性基金支出",
      ], [.overview, .expenditure, .governmentFund]
    ),
    (
      .stateCapitalOperationsExpenditure,
      [
        "国有资本经营预算拨款支出", "国有资本经营预算财政拨款支出", "国有资本经营预算支出", "国有资本经营预算拨款支出预算", "国有资本经营支出",
      ], [.overview, .expenditure, .stateCapitalOperations]
    ),
    (.fiscalRevenue, ["财政拨款收入"], [.overview, .revenue, .fiscalAppropriation]),
    (
      .fiscalExpenditure, ["财政拨款支出", "财政拨款支出预算", "财政拨款预算支出"], [.overview, .expenditure, .fiscalAppropriation]
    ),
    (.revenueOfYear, ["本年收入"], [.overview, .revenue]),
    (.expenditureOfYear, ["本年支出"], [.overview, .expenditure]),
    (.otherRevenue, ["其他收入"], [.overview, .revenue]),
    (.totalRevenue, ["预算收入", "收入预算", "收入总", "收入总预算", "部门收入", "收入总计", "年收入"], [.overview, .revenue]),
    (.totalExpenditure, ["支出预算", "预算支出", "支出总", "支出总预算", "部门支出", "支出总计", "年支出"], [.overview, .expenditure, .revenue]),
  ]
}
