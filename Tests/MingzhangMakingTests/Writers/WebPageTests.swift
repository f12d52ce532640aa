import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct WebPageTests {
  /// Checks with Python's own parser that every element is closed in order, every link has its target, no id comes twice.
  private static let script = """
    import sys
    from html.parser import HTMLParser
    class P(HTMLParser):
        stack, ids, links, heads, bad = [], [], [], 0, []
        def handle_starttag(self, tag, attrs):
            a = dict(attrs)
            if 'id' in a: self.ids.append(a['id'])
            if tag == 'a': self.links.append(a['href'][1:])
            if tag == 'th' and a.get('scope') is None: self.bad.append('th')
            if tag == 'script': self.bad.append('script')
            if tag not in ('meta', 'col', 'br'): self.stack.append(tag)
        def handle_endtag(self, tag):
            if not self.stack or self.stack.pop() != tag: self.bad.append('/' + tag)
    p = P()
    p.feed(open(sys.argv[1], encoding='utf-8').read())
    print(p.bad, p.stack, len(p.ids) - len(set(p.ids)), [l for l in p.links if l not in p.ids])
    """

  @Test(
    "网页的标签成对，目录的链接都有去处",
    .enabled(if: FileManager.default.fileExists(atPath: OutsideTools.python.path), "没有 .tools/venv，跳过"))
  func wellFormed() async throws {
    for document in [try NangongLedger().document, SampleDocument.spoiled] {
      let answer = try await OutsideTools.look(
        at: HTMLWriter().bytes(for: document), named: "book.html", with: Self.script)
      #expect(answer == "[] [] 0 []")
    }
  }

  @Test("每个金额带着分数和来处；文字里的标记只是文字")
  func amounts() throws {
    let table = SampleDocument.amounts([Money(fen: 123_456), nil])
    let page = HTMLWriter().html(
      for: SampleDocument.document([.table(table), .paragraph("<script>alert(1)</script>")]))
    #expect(page.contains("data-fen=\"123456\" data-from=\"revenue.csv:2\">1234.56</td>"))
    #expect(page.contains("<th rowspan=\"2\" scope=\"col\">序号</th>"))
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test("坏字符不进网页，也不进文字稿")
  func hostile() {
    for bytes in [HTMLWriter().bytes(for: SampleDocument.spoiled), MarkdownWriter().bytes(for: SampleDocument.spoiled)]
    {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value & 0xFFFE == 0xFFFE })
      #expect(text.contains("甲"))
    }
  }

  @Test("同样的内容，两次写出同样的字节")
  func equalBytes() throws {
    let document = try NangongLedger().document
    #expect(HTMLWriter().bytes(for: document) == HTMLWriter().bytes(for: document))
    #expect(MarkdownWriter().bytes(for: document) == MarkdownWriter().bytes(for: document))
  }
}
