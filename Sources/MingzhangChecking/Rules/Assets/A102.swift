import MingzhangModel

extension Rule {
  /// The state of assets covers buildings and equipment too.
  static let assetsIncomplete = Rule(
    "A102", Wording("资产占用情况只列了车辆", "Only vehicles are listed as assets"), .notice,
    citations: [Citation("行政事业性国有资产管理条例", "第四十四条")],
    preparer: Wording("补列房屋、单价较高的设备等，没有的注明为零。", "List buildings and costly equipment too, or say that there are none."),
    citizen: Wording("看不出有没有房屋和大型设备。", "It is not clear whether there are buildings and equipment.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.assets)
    let names = statement.lines.filter { $0.key != .total }
    guard let first = names.first else { throw Unchecked("资产表没有行", "the table has no rows") }
    guard names.allSatisfy({ $0.caption.contains("车") }) else { return [] }
    return [
      Broken(
        Wording(
          "《\(statement.title)》只有“\(names.map(\.caption).joined(separator: "、"))”。",
          "“\(statement.title)” lists only “\(names.map(\.caption).joined(separator: ", "))”."),
        found: names.map(\.caption).joined(separator: "、"), evidence: [statement.evidence(first, .value)],
        key: "vehicles")
    ]
  }
}
