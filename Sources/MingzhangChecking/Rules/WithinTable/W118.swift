import MingzhangModel

extension Rule {
  /// “三公”: vehicles = purchase + operation; travel = research + other.
  static let threePublicItemOffParts = Rule(
    "W118", Wording("公务用车费不等于购置费与运行维护费之和", "Vehicle expenses differ from purchase plus operation"), .error,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording("核对公务用车购置费与运行维护费。", "Check vehicle purchase and operation."),
    citizen: Wording("公务用车费与购置、运行两项相加对不上。", "Vehicle expenses do not match purchase plus operation.")
  ) { subject throws(Unchecked) in
    try ThreePublic(subject).items()
  }
}
