/// Which table of the disclosure a statement is, whatever its province calls it and wherever it stands.
public enum StatementKind: String, Hashable, Codable, CaseIterable, Sendable {
  // the nine tables of a budget, and their final-account twins
  case revenueAndExpenditureSummary  // 收支总表
  case revenue  // 收入总表
  case expenditure  // 支出总表
  case fiscalAppropriationSummary  // 财政拨款收支总表
  case generalPublicBudgetExpenditure  // 一般公共预算支出表
  case generalPublicBudgetBasicExpenditure  // 一般公共预算基本支出表
  case governmentFundExpenditure  // 政府性基金预算支出表
  case stateCapitalOperationsExpenditure  // 国有资本经营预算支出表
  case threePublicExpenses  // “三公”经费支出表
  // further tables
  case projectExpenditure  // 项目支出表
  case procurement  // 政府采购预算表
  case purchasedServices  // 政府购买服务表
  case assets  // 国有资产占用表
  case units  // 机构设置 / 单位构成
  case performance  // 绩效目标表
  case transfers  // 转移支付表
  case government  // 按政府预算经济分类
  case other

  /// The nine that a department budget must show.
  public static let nine: [StatementKind] = [
    .revenueAndExpenditureSummary, .revenue, .expenditure, .fiscalAppropriationSummary,
    .generalPublicBudgetExpenditure, .generalPublicBudgetBasicExpenditure, .governmentFundExpenditure,
    .stateCapitalOperationsExpenditure, .threePublicExpenses,
  ]

  /// The short name used in messages.
  public var chinese: String {
    switch self {
    case .revenueAndExpenditureSummary: "收支总表"
    case .revenue: "收入总表"
    case .expenditure: "支出总表"
    case .fiscalAppropriationSummary: "财政拨款收支总表"
    case .generalPublicBudgetExpenditure: "一般公共预算支出表"
    case .generalPublicBudgetBasicExpenditure: "一般公共预算基本支出表"
    case .governmentFundExpenditure: "政府性基金预算支出表"
    case .stateCapitalOperationsExpenditure: "国有资本经营预算支出表"
    case .threePublicExpenses: "“三公”经费支出表"
    case .projectExpenditure: "项目支出表"
    case .procurement: "政府采购预算表"
    case .purchasedServices: "政府购买服务表"
    case .assets: "国有资产占用情况表"
    case .units: "机构设置情况表"
    case .performance: "绩效目标表"
    case .transfers: "转移支付表"
    case .government: "政府预算经济分类支出表"
    case .other: "其他表"
    }
  }

  public var english: String {
    switch self {
    case .revenueAndExpenditureSummary: "revenue and expenditure summary"
    case .revenue: "revenue"
    case .expenditure: "expenditure"
    case .fiscalAppropriationSummary: "fiscal appropriation summary"
    case .generalPublicBudgetExpenditure: "general public budget expenditure"
    case .generalPublicBudgetBasicExpenditure: "general public budget basic expenditure"
    case .governmentFundExpenditure: "government fund expenditure"
    case .stateCapitalOperationsExpenditure: "state capital operations expenditure"
    case .threePublicExpenses: "three public expenses"
    case .projectExpenditure: "project expenditure"
    case .procurement: "government procurement"
    case .purchasedServices: "purchased services"
    case .assets: "state-owned assets"
    case .units: "units"
    case .performance: "performance targets"
    case .transfers: "transfers"
    case .government: "government economic classification"
    case .other: "other table"
    }
  }
}
