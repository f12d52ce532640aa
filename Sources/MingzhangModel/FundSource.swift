/// Where the money of a line comes from (资金来源).
public enum FundSource: String, Hashable, Codable, CaseIterable, Sendable {
  case generalPublicBudget  // 一般公共预算拨款
  case governmentFund  // 政府性基金预算拨款
  case stateCapitalOperations  // 国有资本经营预算拨款
  case specialFiscalAccount  // 财政专户管理资金
  case publicService  // 事业收入
  case businessOperating  // 事业单位经营收入
  case higherLevelSubsidy  // 上级补助收入
  case affiliatedRemittance  // 附属单位上缴收入
  case otherIncome  // 其他收入

  /// Whether the source is a fiscal appropriation (财政拨款): the three budgets.
  public var isFiscalAppropriation: Bool {
    self == .generalPublicBudget || self == .governmentFund || self == .stateCapitalOperations
  }

  public var chinese: String {
    switch self {
    case .generalPublicBudget: "一般公共预算拨款"
    case .governmentFund: "政府性基金预算拨款"
    case .stateCapitalOperations: "国有资本经营预算拨款"
    case .specialFiscalAccount: "财政专户管理资金"
    case .publicService: "事业收入"
    case .businessOperating: "事业单位经营收入"
    case .higherLevelSubsidy: "上级补助收入"
    case .affiliatedRemittance: "附属单位上缴收入"
    case .otherIncome: "其他收入"
    }
  }
}
