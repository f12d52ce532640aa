import MingzhangModel
import Yams

/// Reads `law/*.yaml`: a list of laws with the articles that were read.
struct LawFile {
  let file: YAMLFile

  func laws(_ text: String) -> [Law] {
    guard let root = file.root(text) else { return [] }
    return file.list(root).map { node in
      let map = file.map(
        node, allowed: ["name", "fullName", "number", "inForceFrom", "evidence", "source", "articles"])
      _ = file.text(map, "source", in: node)
      let evidence = Law.Evidence(rawValue: file.text(map, "evidence", in: node))
      if evidence == nil {
        file.problem(
          map["evidence"] ?? node, "evidence 应为 read、attested 或 recalled。",
          "evidence must be read, attested or recalled.")
      }
      let articles = file.list(map["articles"]).map { item -> Law.Article in
        let entry = file.map(item, allowed: ["number", "gist", "gistEnglish"])
        return Law.Article(
          number: file.text(entry, "number", in: item),
          gist: Wording(file.text(entry, "gist", in: item), file.text(entry, "gistEnglish", in: item)))
      }
      return Law(
        name: file.text(map, "name", in: node), fullName: file.text(map, "fullName", in: node),
        number: file.optionalText(map, "number") ?? "", inForceFrom: file.text(map, "inForceFrom", in: node),
        evidence: evidence ?? .recalled, articles: articles)
    }
  }
}
