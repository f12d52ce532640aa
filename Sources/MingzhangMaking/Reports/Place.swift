import MingzhangModel

extension SourceSpan {
  /// Where it is, for a person: `第 548 行`, `第 3 页`, `表“收支总表”B7`.
  public func place(_ language: Language) -> String {
    if let sheet, let cell { return language == .chinese ? "工作表“\(sheet)”\(cell)" : "sheet “\(sheet)” \(cell)" }
    if let sheet, let line { return language == .chinese ? "\(sheet) 第 \(line) 行" : "\(sheet):\(line)" }
    if let line { return language == .chinese ? "第 \(line) 行" : "line \(line)" }
    return language == .chinese ? "第 \(page) 页" : "page \(page)"
  }
}

extension Evidence {
  /// Place and label on one line: `第 548 行 · 部门固定资产占用情况表 / 汽车 / 价值`.
  public func place(_ language: Language) -> String {
    [span?.place(language), label.isEmpty ? nil : label].compactMap(\.self).joined(separator: " · ")
  }
}
