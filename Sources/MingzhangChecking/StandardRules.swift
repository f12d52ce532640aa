extension RuleBook {
  /// Every rule, in the order of its code. One line for each file under `Rules/`.
  public static let standard = RuleBook(rules: [])
}
