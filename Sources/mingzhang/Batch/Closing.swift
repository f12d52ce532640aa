import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// The end of a batch: the table, the overview files, the sums.
struct Closing {
  let console: Console
  let inputs: Inputs
  let isCheck: Bool

  /// Tells the table of a batch of several files. `asResult`: on standard output, else on standard error.
  func tell(_ result: Batch.Result, asResult: Bool, in folder: URL?) throws {
    let overview = Overview(result.lines, skipped: inputs.skipped, isCheck: isCheck, language: console.language)
    if let folder {
      do { try OutputFolder.write(try overview.files(), to: folder) } catch {
        console.problem(error)
        throw Exit.couldNot
      }
    }
    if inputs.isBatch || folder != nil {
      let text = table(overview).text + "\n" + sums(overview, result) + (folder.map { place($0) } ?? "")
      if asResult { console.print(text) } else { console.note(text) }
    } else if let line = inputs.skippedLine(console.language) {
      console.note(line)
    }
    if result.isStopped {
      console.note(
        folder == nil
          ? console.say(
            "已停下：做完 \(result.lines.count)/\(inputs.items.count) 个。",
            "Stopped: \(result.lines.count) of \(inputs.items.count) done.")
          : console.say(
            "已停下：做完 \(result.lines.count)/\(inputs.items.count) 个。再运行同一条命令就接着做。",
            "Stopped: \(result.lines.count) of \(inputs.items.count) done. Run the same command to go on."))
    }
  }

  private func table(_ overview: Overview) -> TextTable {
    var columns = [
      TextTable.Column(title: console.say("文件", "file"), widest: 44),
      TextTable.Column(title: console.say("单位", "department"), widest: 30),
      TextTable.Column(title: console.say("年度", "year"), isNumber: true),
      TextTable.Column(title: console.say("类型", "kind")),
    ]
    columns +=
      isCheck
      ? [
        TextTable.Column(title: console.say("错误", "errors"), isNumber: true),
        TextTable.Column(title: console.say("警告", "warnings"), isNumber: true),
        TextTable.Column(title: console.say("提示", "notices"), isNumber: true),
        TextTable.Column(title: console.say("未核", "unchecked"), isNumber: true),
      ]
      : [
        TextTable.Column(title: console.say("金额", "amounts")),
        TextTable.Column(title: console.say("表", "tables"), isNumber: true),
        TextTable.Column(title: console.say("指标", "indicators"), isNumber: true),
      ]
    columns += [
      TextTable.Column(title: console.say("勾稽", "identities"), isNumber: true),
      TextTable.Column(title: console.say("把握", "sure")),
      TextTable.Column(title: console.say("状态", "status"), widest: 60),
    ]
    var table = TextTable(columns: columns)
    for line in overview.lines { table.rows.append(row(line)) }
    return table
  }

  private func row(_ line: OverviewLine) -> [String] {
    let isRead = line.status != .unreadable
    let kind = line.kind.map { console.say($0 == .budget ? "预算" : "决算", $0.rawValue) } ?? ""
    var row = [line.name, line.entity, line.fiscalYear.map(String.init) ?? "", kind]
    if isCheck {
      let found = line.findings
      row += [found?.errors, found?.warnings, found?.notices, found?.unchecked].map { $0.map(String.init) ?? "" }
    } else {
      row += [
        line.units.map(\.rawValue).joined(separator: "/"), isRead ? "\(line.tables)" : "",
        line.indicators > 0 ? "\(line.indicators)" : "",
      ]
    }
    row.append(line.identities.tried > 0 ? "\(line.identities.holding)/\(line.identities.tried)" : "")
    row.append(isRead ? line.sureness.wording[console.language] : "")
    var status = line.status.wording[console.language]
    if line.status == .partly, let reason = line.notices.first {
      status += console.say("：", ": ") + reason[console.language]
    }
    return row + [status]
  }

  private func sums(_ overview: Overview, _ result: Batch.Result) -> String {
    var parts = [console.say("共 \(overview.lines.count) 个文件", "\(overview.lines.count) files")]
    parts.append(console.say("读全 \(overview.count(.read))", "\(overview.count(.read)) read"))
    if overview.count(.partly) > 0 {
      parts.append(console.say("未读全 \(overview.count(.partly))", "\(overview.count(.partly)) in part"))
    }
    if overview.count(.unreadable) > 0 {
      parts.append(console.say("读不出 \(overview.count(.unreadable))", "\(overview.count(.unreadable)) unreadable"))
    }
    if isCheck {
      parts.append(
        console.say(
          "错误 \(overview.errors)、警告 \(overview.warnings)、提示 \(overview.notices)",
          "\(overview.errors) errors, \(overview.warnings) warnings, \(overview.notices) notices"))
    }
    let identities = overview.identities
    if identities.tried > 0 {
      parts.append(
        console.say(
          "勾稽 \(identities.holding)/\(identities.tried)", "\(identities.holding) of \(identities.tried) identities hold"
        ))
    }
    if result.kept > 0 { parts.append(console.say("\(result.kept) 个以前已做好", "\(result.kept) done before")) }
    var text = parts.joined(separator: console.say("，", ", ")) + "\n"
    let rules = overview.frequentRules.prefix(5)
    if !rules.isEmpty {
      text += console.say("最常见：", "Most frequent: ")
      text +=
        rules.map {
          "\($0.rule) \($0.title[console.language])" + console.say("（\($0.files) 个文件）", " (\($0.files) files)")
        }
        .joined(separator: console.say("；", "; ")) + "\n"
    }
    if let line = inputs.skippedLine(console.language) { text += line + "\n" }
    return text
  }

  private func place(_ folder: URL) -> String {
    console.say("结果：\(folder.path)/index.html", "Results: \(folder.path)/index.html") + "\n"
  }
}
