import MingzhangModel

/// What a project of the sample city is to reach: an objective, and indicators that can be measured.
struct SampleGoals {
  let numbers: SampleNumbers
  let year: Int

  func project(_ active: SampleBudget.ActiveProject) -> Ledger.Project {
    let name = active.name
    return Ledger.Project(
      id: name, name: name, goalTitle: "\(name)绩效目标表", objective: objective(active),
      indicators: indicators(active), origin: Ledger.Origin(file: "projects.csv", line: 0))
  }

  private func objective(_ active: SampleBudget.ActiveProject) -> String {
    let name = active.name
    if active.isVehiclePurchase { return "更新达到报废标准的公务用车，保障公务出行安全。" }
    return switch active.project.kind {
    case .business: "按照年度工作计划开展\(name)工作，按时完成各项任务，工作质量达到规定要求。"
    case .running: "保障\(name)所需的日常维护和及时修复，确保设施设备全年正常使用。"
    case .event: "组织开展\(name)，扩大覆盖面和参与度，取得良好的社会效果。"
    case .aid: "按照政策规定及时足额落实\(name)，资金发放到位，保障对象应保尽保。"
    case .works: "按照批准的方案推进\(name)，工程质量合格，按期完成年度建设任务。"
    }
  }

  private func indicators(_ active: SampleBudget.ActiveProject) -> [PerformanceIndicator] {
    let its = numbers.of(active.name)
    let name = active.name
    func percent(_ label: String, _ range: ClosedRange<Int>) -> String { "≥\(its.number(label, in: range))%" }
    let count: (name: String, target: String)
    let quality: String
    let effect: (level: String, name: String)
    switch active.project.kind {
    case _ where active.isVehiclePurchase:
      count = ("更新车辆数量", "\(active.amount.fen / 15_800_000)辆")
      (quality, effect) = ("车辆验收合格率", ("社会效益指标", "公务出行保障率"))
    case .business:
      count = ("\(name)次数", "≥\(its.number("count", in: 12...120))次")
      (quality, effect) = ("任务质量达标率", ("社会效益指标", "重点工作覆盖率"))
    case .running:
      count = ("正常运行天数", "≥\(its.number("count", in: 350...364))天")
      (quality, effect) = ("故障修复合格率", ("社会效益指标", "业务工作保障率"))
    case .event:
      count = ("活动场次", "≥\(its.number("count", in: 4...40))场")
      (quality, effect) = ("活动按方案执行率", ("社会效益指标", "目标人群知晓率"))
    case .aid:
      count = ("补助对象数量", "≥\(its.number("count", in: 30...900) * 10)人")
      (quality, effect) = ("补助对象认定准确率", ("社会效益指标", "符合条件对象保障率"))
    case .works:
      count = ("完成工程数量", "≥\(its.number("count", in: 2...12))处")
      (quality, effect) = ("工程验收合格率", ("社会效益指标", "受益区域覆盖率"))
    }
    let basis = "年度工作计划"
    let rows: [(String, String, String, String, String, String)] = [
      ("产出指标", "数量指标", count.name, "反映\(name)的工作数量", count.target, basis),
      ("产出指标", "质量指标", quality, "反映\(name)的完成质量", percent("quality", 95...99), "行业管理规定"),
      ("产出指标", "时效指标", "按时完成率", "反映\(name)按计划时间完成的情况", percent("time", 95...99), basis),
      ("产出指标", "成本指标", "项目总成本", "在预算内执行", "≤{{项目.\(name)}}", "预算批复"),
      ("效益指标", effect.level, effect.name, "反映\(name)产生的效果", percent("effect", 90...98), "历史数据"),
      ("效益指标", "可持续影响指标", "长效机制落实率", "反映\(name)的持续作用", percent("lasting", 90...98), "历史数据"),
      ("满意度指标", "服务对象满意度指标", "服务对象满意度", "抽样调查\(name)的服务对象", percent("content", 90...98), "问卷调查"),
    ]
    return rows.map { row in
      PerformanceIndicator(
        level1: row.0, level2: row.1, name: row.2, detail: row.3, printedTarget: row.4,
        target: IndicatorTarget(printed: row.4), basis: row.5)
    }
  }
}
