import MingzhangModel

extension Rule {
  /// A word written with a character that sounds or looks like the right one: 增涨, 拔款, 事物受理.
  static let wordConfused = Rule(
    "L217", Wording("同音字或形近字用错", "A character was confused with one like it"), .warning,
    preparer: Wording("改正错字。", "Correct the character."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return Confusion.all.flatMap { confusion -> [Broken] in
      let find: (Scalars) -> [Slip] = { text in
        text.places(of: confusion.wrong).filter { confusion.isMeant(text, at: $0) }.map { _ in
          Slip(confusion.wrong, right: confusion.right)
        }
      }
      let found =
        (prose.has(confusion.wrong) ? prose.slips(find) : [])
        + (!confusion.isVariant && prose.tableHas(confusion.wrong) ? prose.tableSlips(find) : [])
      return Prose.together(found, key: confusion.wrong, severity: confusion.isVariant ? .notice : nil) { slip, count in
        Wording(
          "“\(found.first?.place.text ?? slip.words)”里的“\(slip.words)”应为“\(confusion.right)”\(count > 1 ? "（\(count) 处）" : "")。",
          "“\(slip.words)” should be “\(confusion.right)”\(count > 1 ? " (\(count) places)" : "").")
      }
    }
  }
}

/// Two words that are confused; characters around the wrong one that make it right after all.
private struct Confusion {
  var wrong: String
  var right: String
  var notBefore = ""
  var notAfter = ""
  /// Often printed so: worth a notice only.
  var isVariant = false

  func isMeant(_ text: Scalars, at index: Int) -> Bool {
    let (before, after) = (text[index - 1], text[index + wrong.unicodeScalars.count])
    if let before, notBefore.unicodeScalars.contains(before) { return false }
    if let after, notAfter.unicodeScalars.contains(after) { return false }
    // 截止 with a date is meant as 截至
    return wrong != "截止" || Scalars.isDigit(after)
  }

  static let all: [Confusion] = [
    Confusion(wrong: "事物受理", right: "事务受理"), Confusion(wrong: "法律事物", right: "法律事务"),
    Confusion(wrong: "行政事物", right: "行政事务"), Confusion(wrong: "事物管理", right: "事务管理"),
    Confusion(wrong: "增涨", right: "增长"), Confusion(wrong: "布署", right: "部署"),
    Confusion(wrong: "按排", right: "安排", notAfter: "名序放列位污水查"), Confusion(wrong: "拔款", right: "拨款", notBefore: "选提"),
    Confusion(wrong: "拔付", right: "拨付", notBefore: "选提"), Confusion(wrong: "己经", right: "已经", notBefore: "自"),
    Confusion(wrong: "既使", right: "即使"), Confusion(wrong: "按装", right: "安装", notAfter: "机载置配"),
    Confusion(wrong: "报消", right: "报销", notAfter: "息费防"), Confusion(wrong: "复盖", right: "覆盖"),
    Confusion(wrong: "末安排", right: "未安排", notBefore: "年月期季周岁"),
    Confusion(wrong: "末列入", right: "未列入", notBefore: "年月期季周岁"),
    Confusion(wrong: "末发生", right: "未发生", notBefore: "年月期季周岁"), Confusion(wrong: "己完成", right: "已完成", notBefore: "自"),
    Confusion(wrong: "绩校", right: "绩效", notBefore: "业功"), Confusion(wrong: "竟标", right: "竞标"),
    Confusion(wrong: "采够", right: "采购"), Confusion(wrong: "审记", right: "审计", notAfter: "录"),
    Confusion(wrong: "工作福利支出", right: "工资福利支出"), Confusion(wrong: "报表反应", right: "报表反映"),
    Confusion(wrong: "已达到确保", right: "以达到确保"), Confusion(wrong: "已达到完成", right: "以达到完成"),
    Confusion(wrong: "本年级计划", right: "本年度计划"),
    Confusion(wrong: "项目的事实", right: "项目的实施", notAfter: "上情依清真根关认材"),
    Confusion(wrong: "社保保险", right: "社会保险"),
    Confusion(wrong: "个普查对象", right: "各普查对象", notBefore: "一二两三四五六七八九十百千万数每多几整某这那该户0123456789"),
    Confusion(wrong: "修定", right: "修订"), Confusion(wrong: "师范村", right: "示范村"),
    Confusion(wrong: "师范点", right: "示范点"), Confusion(wrong: "收益人员", right: "受益人员"),
    Confusion(wrong: "收益人数", right: "受益人数"), Confusion(wrong: "收益群众", right: "受益群众"),
    Confusion(wrong: "收益人群", right: "受益人群"), Confusion(wrong: "真收益、真", right: "真受益、真"),
    Confusion(wrong: "供技术保障", right: "提供技术保障", notBefore: "提可"),
    Confusion(wrong: "提供有利的数据", right: "提供有力的数据"), Confusion(wrong: "提供有利支撑", right: "提供有力支撑"),
    Confusion(wrong: "提供有利保障", right: "提供有力保障"), Confusion(wrong: "提供有利的支撑", right: "提供有力的支撑"),
    Confusion(wrong: "提供有利的保障", right: "提供有力的保障"), Confusion(wrong: "提到提升", right: "得到提升"),
    Confusion(wrong: "拨尖", right: "拔尖"), Confusion(wrong: "依法法理", right: "依法治理"),
    Confusion(wrong: "度过难关", right: "渡过难关"), Confusion(wrong: "截止", right: "截至", isVariant: true),
    Confusion(wrong: "帐户", right: "账户", isVariant: true),
  ]
}
