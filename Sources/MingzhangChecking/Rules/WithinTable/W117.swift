import MingzhangModel

extension Rule {
  /// “三公”: subtotal = travel + vehicles + reception; total = subtotal when nothing else is listed.
  static let threePublicOffParts = Rule(
    "W117", Wording("“三公”经费合计不等于各项之和", "The “three public” total differs from the sum of its items"), .error,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording("核对因公出国（境）费、公务用车费、公务接待费，使合计等于三项之和。", "Make the total equal travel, vehicles and reception."),
    citizen: Wording("“三公”经费各项相加不等于合计。", "The three public expenses do not add up.")
  ) { subject throws(Unchecked) in
    try ThreePublic(subject).total()
  }
}
