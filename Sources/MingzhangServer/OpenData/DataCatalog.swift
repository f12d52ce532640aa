import Foundation
import MingzhangModel
import MingzhangStore

/// The open data described for machines: DCAT 3 as JSON-LD, and schema.org for search engines.
enum DataCatalog {
  /// One year and kind of the whole city.
  struct Dataset: Sendable {
    var year: Int
    var kind: Disclosure.Kind
    var books: Int
    var modified: Moment?
    var isSample: Bool
  }

  /// What may be done with the data. Laws, budgets and other official documents of the state are no works under the Copyright
  /// Law (著作权法第五条), but who runs the site says which terms hold for it; nothing is claimed for them here.
  static let rights =
    "公开的预决算文件由各部门依法发布；本站如实转载并注明出处，使用条件以发布机关的声明为准。"
    + "Published by the departments as the law requires; reproduced as printed with the source. Terms are those of the publishing authority."

  static func datasets(_ versions: [Version]) -> [Dataset] {
    Dictionary(grouping: versions.filter { $0.fiscalYear != nil && $0.kind != nil }) {
      "\($0.fiscalYear ?? 0)-\($0.kind?.rawValue ?? "")"
    }.values.compactMap { books -> Dataset? in
      guard let year = books[0].fiscalYear, let kind = books[0].kind else { return nil }
      return Dataset(
        year: year, kind: kind, books: books.count, modified: books.compactMap(\.publishedAt).max(),
        isSample: books.allSatisfy(\.isSample))
    }.sorted { ($0.year, $0.kind.rawValue) > ($1.year, $1.kind.rawValue) }
  }

  /// `/catalog.jsonld`
  static func dcat(_ datasets: [Dataset], city: String, site: Wording, _ address: SiteAddress) throws -> [UInt8] {
    let publisher: [String: Any] = ["@type": "foaf:Agent", "foaf:name": city]
    let catalog: [String: Any] = [
      "@context": [
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
      ],
      "@id": address("/catalog.jsonld"), "@type": "dcat:Catalog",
      "dct:title": [text(site.chinese, "zh"), text(site.english, "en")],
      "dct:description": [
        text("各部门公开的预算和决算：原件、逐格数字与出处。", "zh"),
        text(
          "Budgets and final accounts as published by the departments: originals, every figure and where it is printed.",
          "en"),
      ],
      "dct:publisher": publisher, "dct:language": ["zh", "en"],
      "foaf:homepage": ["@id": address("/")],
      "dcat:service": [
        "@id": address("/api/v1"), "@type": "dcat:DataService", "dct:title": [text("接口", "zh"), text("API", "en")],
        "dcat:endpointURL": ["@id": address("/api/v1")],
        "dcat:endpointDescription": ["@id": address("/api/v1/openapi.yaml")],
      ],
      "dcat:dataset": datasets.map { dataset -> [String: Any] in
        let name = title(dataset, city)
        var node: [String: Any] = [
          "@id": address("/data#\(dataset.year)-\(dataset.kind.rawValue)"), "@type": "dcat:Dataset",
          "dct:title": [text(name.chinese, "zh"), text(name.english, "en")], "dct:publisher": publisher,
          "dct:language": "zh", "dct:accrualPeriodicity": ["@id": "http://purl.org/cld/freq/annual"],
          "dct:temporal": [
            "@type": "dct:PeriodOfTime", "dcat:startDate": date("\(dataset.year)-01-01", "xsd:date"),
            "dcat:endDate": date("\(dataset.year)-12-31", "xsd:date"),
          ],
          "dct:rights": ["@type": "dct:RightsStatement", "dct:description": rights],
          "dcat:distribution": BulkRoutes.Format.allCases.map { format -> [String: Any] in
            let url = address(BulkRoutes.path(dataset.year, dataset.kind, format))
            return [
              "@id": url, "@type": "dcat:Distribution", "dcat:downloadURL": ["@id": url],
              "dcat:accessURL": ["@id": url],
              "dcat:mediaType": format == .csv ? "text/csv" : "application/x-ndjson",
            ]
          },
        ]
        if let modified = dataset.modified { node["dct:modified"] = date(modified.iso8601, "xsd:dateTime") }
        return node
      },
    ]
    return Array(try JSONSerialization.data(withJSONObject: catalog, options: [.sortedKeys, .withoutEscapingSlashes]))
  }

  private static func text(_ text: String, _ language: String) -> [String: Any] {
    ["@value": text, "@language": language]
  }
  private static func date(_ text: String, _ type: String) -> [String: Any] { ["@value": text, "@type": type] }

  static func title(_ dataset: Dataset, _ city: String) -> Wording {
    let sample = dataset.isSample ? Wording("（示例数据）", " (sample data)") : Wording("", "")
    return Wording(
      "\(city)\(dataset.year) 年\(dataset.kind.chinese)公开数据\(sample.chinese)",
      "\(city): departmental \(dataset.kind == .budget ? "budgets" : "final accounts") \(dataset.year)\(sample.english)"
    )
  }
}

/// schema.org descriptions for `<head>`: `<script type="application/ld+json">`, which is data and never run.
enum StructuredData {
  /// A dataset with the files that hold it.
  ///
  /// - Parameter downloads: media type and address.
  static func dataset(
    name: String, description: String, url: String, year: Int?, publisher: String, modified: Moment?,
    downloads: [(mediaType: String, url: String)]
  ) -> String {
    var value: [String: Any] = [
      "@context": "https://schema.org", "@type": "Dataset", "name": name, "description": description, "url": url,
      "creator": ["@type": "GovernmentOrganization", "name": publisher], "isAccessibleForFree": true,
      "inLanguage": "zh-CN", "usageInfo": DataCatalog.rights,
      "distribution": downloads.map {
        ["@type": "DataDownload", "encodingFormat": $0.mediaType, "contentUrl": $0.url]
      },
    ]
    if let year { value["temporalCoverage"] = "\(year)-01-01/\(year)-12-31" }
    if let modified { value["dateModified"] = modified.iso8601 }
    // texts, numbers, lists and dictionaries always become JSON
    guard let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]) else { return "" }
    // `</script>` inside a text must not end the element
    let json = String(decoding: data, as: UTF8.self).replacing("<", with: "\\u003c")
    return "<script type=\"application/ld+json\">\(json)</script>"
  }
}
