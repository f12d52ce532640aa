import MingzhangModel

// The fixed names of figures: the whole vocabulary in one table.

extension Figures {
  struct Fixed: Sendable {
    var measure: Claim.Measure?
    var items: @Sendable (Contributions) -> [Contributions.Item]
  }

  static let fixed: [String: Fixed] = fixedNames.merging(ofFunds) { first, _ in first }

  /// `一般公共预算.支出` and its like, of each of the three budgets.
  private static let ofFunds: [String: Fixed] = {
    let funds: [(String, FundSource, StatementKind, Claim.Measure, Claim.Measure)] = [
      (
        "一般公共预算", .generalPublicBudget, .generalPublicBudgetExpenditure, .generalPublicBudgetRevenue,
        .generalPublicBudgetExpenditure
      ),
      ("政府性基金", .governmentFund, .governmentFundExpenditure, .governmentFundRevenue, .governmentFundExpenditure),
      (
        "国有资本经营预算", .stateCapitalOperations, .stateCapitalOperationsExpenditure, .stateCapitalOperationsRevenue,
        .stateCapitalOperationsExpenditure
      ),
    ]
    var out: [String: Fixed] = [:]
    for (name, _, kind, income, expenditure) in funds {
      func column(_ column: ColumnKey, _ measure: Claim.Measure? = nil) -> Fixed {
        Fixed(measure: measure) { $0.items(kind, .total, side: nil, column) }
      }
      out["\(name).收入"] = column(.revenueOfYear, income)
      out["\(name).年初结转"] = column(.carryoverIn)
      out["\(name).年末结转"] = column(.carryoverOut)
      out["\(name).支出"] = column(.total, expenditure)
      out["\(name).基本"] = column(.basic, .basicExpenditure)
      out["\(name).项目"] = column(.project, .projectExpenditure)
      out["\(name).人员经费"] = column(.personnel, .personnelExpenditure)
      out["\(name).公用经费"] = column(.operating, .operatingExpenditure)
    }
    return out
  }()

  private static let fixedNames: [String: Fixed] = [
    "收入.合计": revenue(.totalRevenue, .totalRevenue),
    "收入.本年": revenue(.revenueOfYear, .revenueOfYear),
    "收入.上年结转": revenue(.carryoverIn, nil),
    "收入.年初结转": revenue(.carryoverIn, nil),
    "收入.使用结余": revenue(.surplusUsed, nil),
    "收入.财政拨款": revenue(.fiscalAppropriation, .fiscalRevenue),
    "收入.一般公共预算": revenue(.source(.generalPublicBudget), .generalPublicBudgetRevenue),
    "收入.政府性基金": revenue(.source(.governmentFund), .governmentFundRevenue),
    "收入.国有资本经营预算": revenue(.source(.stateCapitalOperations), .stateCapitalOperationsRevenue),
    "收入.财政专户": revenue(.source(.specialFiscalAccount), nil),
    "收入.事业": revenue(.source(.publicService), nil),
    "收入.经营": revenue(.source(.businessOperating), nil),
    "收入.上级补助": revenue(.source(.higherLevelSubsidy), nil),
    "收入.附属单位上缴": revenue(.source(.affiliatedRemittance), nil),
    "收入.其他": revenue(.source(.otherIncome), .otherRevenue),
    "收支.合计": revenue(.totalRevenue, .revenueAndExpenditure),
    "支出.合计": expenditure(.total, .totalExpenditure),
    "支出.本年": expenditure(.total, .expenditureOfYear),
    "支出.经营": expenditure(.businessOperating, nil),
    "支出.上缴上级": expenditure(.paymentToHigherLevel, nil),
    "支出.补助附属单位": expenditure(.subsidyToAffiliates, nil),
    "支出.结余分配": summary(.surplusDistributed),
    "支出.年末结转": summary(.carryoverOut),
    "财政拨款.合计": appropriation(.revenue, .totalRevenue, .amount, .fiscalAppropriation),
    "财政拨款.收入": appropriation(.revenue, .revenueOfYear, .amount, .fiscalRevenue),
    "财政拨款.年初结转": appropriation(.revenue, .carryoverIn, .amount, nil),
    "财政拨款.支出": appropriation(.expenditure, .expenditureOfYear, .total, .fiscalExpenditure),
    "财政拨款.年末结转": appropriation(.expenditure, .carryoverOut, .total, nil),
    "支出.基本": expenditure(.basic, .basicExpenditure),
    "支出.项目": expenditure(.project, .projectExpenditure),
    "支出.人员经费": expenditure(.personnel, .personnelExpenditure),
    "支出.公用经费": expenditure(.operating, .operatingExpenditure),
    "机关运行经费": Fixed(measure: .agencyOperatingExpenses) {
      $0.agencyOperating()
    },
    "三公.合计": threePublic(.total, .threePublicExpenses),
    "三公.因公出国": threePublic(.overseasTravel, .overseasTravel),
    "三公.公务用车": threePublic(.vehicles, .vehicles),
    "三公.公务用车购置": threePublic(.vehiclePurchase, .vehiclePurchase),
    "三公.公务用车运行": threePublic(.vehicleOperation, .vehicleOperation),
    "三公.公务接待": threePublic(.reception, .reception),
    "往来.合计": Fixed(measure: nil) { $0.ledger.eliminated.map { .init(amount: $0.amount, origin: $0.origin) } },
    "采购.合计": procurement("", .procurement),
    "采购.货物": procurement("A", .procurementGoods),
    "采购.工程": procurement("B", .procurementWorks),
    "采购.服务": procurement("C", .procurementServices),
    "采购.中小企业": Fixed(measure: nil) {
      $0.ledger.procurement.filter { $0.smallBusinessShare != .zero }
        .map { .init(amount: $0.smallBusinessShare, origin: $0.origin) }
    },
    "资产.合计": Fixed(measure: .fixedAssets) { $0.ledger.assets.map { .init(amount: $0.value, origin: $0.origin) } },
    // goods of the procurement catalogue (A…) are what a department buys as assets
    "资产.拟购置": procurement("A", .plannedAssetPurchases),
  ]

  private static func revenue(_ line: LineKey, _ measure: Claim.Measure?) -> Fixed {
    Fixed(measure: measure) { $0.items(.revenueAndExpenditureSummary, line, side: .revenue, .amount) }
  }

  private static func expenditure(_ column: ColumnKey, _ measure: Claim.Measure?) -> Fixed {
    Fixed(measure: measure) { $0.items(.expenditure, .total, side: nil, column) }
  }

  private static func summary(_ line: LineKey) -> Fixed {
    Fixed(measure: nil) { $0.items(.revenueAndExpenditureSummary, line, side: .expenditure, .amount) }
  }

  private static func appropriation(
    _ side: StatementSide, _ line: LineKey, _ column: ColumnKey, _ measure: Claim.Measure?
  ) -> Fixed {
    Fixed(measure: measure) { $0.items(.fiscalAppropriationSummary, line, side: side, column) }
  }

  private static func threePublic(_ line: LineKey, _ measure: Claim.Measure) -> Fixed {
    Fixed(measure: measure) { $0.items(.threePublicExpenses, line, side: nil, .total) }
  }

  private static func procurement(_ prefix: String, _ measure: Claim.Measure) -> Fixed {
    Fixed(measure: measure) { contributions in
      contributions.ledger.procurement.filter { $0.catalogCode.hasPrefix(prefix) }
        .map { .init(amount: $0.amount, origin: $0.origin) }
    }
  }
}
