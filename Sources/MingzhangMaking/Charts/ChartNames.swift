import MingzhangModel

/// English beside the printed Chinese of what charts name most: sources, classes of both classifications. Ours, not official.
enum ChartNames {
  static func source(_ source: FundSource) -> Wording { Wording(source.chinese, sources[source] ?? source.rawValue) }

  /// `printed` is the name as the table has it.
  static func functionClass(_ code: FunctionalCode, printed: String) -> Wording {
    Wording(printed, functions[code.digits].map { "\(code.digits) \($0)" } ?? "\(code.digits) \(printed)")
  }

  static func economicClass(_ code: EconomicCode, printed: String) -> Wording {
    Wording(printed, economics[code.digits].map { "\(code.digits) \($0)" } ?? "\(code.digits) \(printed)")
  }

  /// The words of a caption without its list number: `八、社会保障和就业支出`, `[208]社会保障和就业支出`, `（一）…`.
  static func plain(_ caption: String) -> String {
    var rest = Substring(caption.trimmingSpaces())
    if rest.first == "[", let end = rest.firstIndex(of: "]") { rest = rest[rest.index(after: end)...] }
    let numerals = "一二三四五六七八九十0123456789（）()"
    if let mark = rest.firstIndex(where: { "、.．".contains($0) }), rest[..<mark].allSatisfy({ numerals.contains($0) }) {
      rest = rest[rest.index(after: mark)...]
    }
    for lead in ["其中：", "其中:"] where rest.hasPrefix(lead) { rest = rest.dropFirst(lead.count) }
    let plain = String(rest).trimmingSpaces()
    return plain.isEmpty ? caption : plain
  }

  private static let sources: [FundSource: String] = [
    .generalPublicBudget: "General public budget", .governmentFund: "Government funds",
    .stateCapitalOperations: "State capital operations", .specialFiscalAccount: "Special fiscal account",
    .publicService: "Public service income", .businessOperating: "Operating income of institutions",
    .higherLevelSubsidy: "Subsidies from above", .affiliatedRemittance: "Remitted by affiliates",
    .otherIncome: "Other income",
  ]

  private static let functions = [
    "201": "General public services", "202": "Foreign affairs", "203": "National defence", "204": "Public security",
    "205": "Education", "206": "Science and technology", "207": "Culture, tourism, sport and media",
    "208": "Social security and employment", "209": "Social insurance funds", "210": "Health", "211": "Environment",
    "212": "Urban and rural community", "213": "Agriculture, forestry and water", "214": "Transport",
    "215": "Industry and information", "216": "Commerce and services", "217": "Finance", "219": "Aid to other regions",
    "220": "Natural resources and weather", "221": "Housing security", "222": "Grain and material reserves",
    "223": "State capital operations", "224": "Disaster and emergency management", "227": "Reserve", "229": "Other",
    "230": "Transfers", "231": "Debt repayment", "232": "Debt interest", "233": "Debt issuance costs",
    "234": "Special bonds against the epidemic",
  ]

  private static let economics = [
    "301": "Wages and welfare", "302": "Goods and services", "303": "Subsidies to persons and families",
    "304": "Subsidies to enterprises", "307": "Debt interest and costs", "309": "Capital (basic construction)",
    "310": "Capital", "311": "Subsidies to enterprises (construction)", "312": "Subsidies to enterprises",
    "313": "Social security funds", "399": "Other",
  ]
}
