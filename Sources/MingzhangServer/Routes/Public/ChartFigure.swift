import MingzhangMaking
import MingzhangModel

extension Chart {
  /// The chart as a `figure`, with links of books led to `book`.
  ///
  /// - Parameter id: differs between the charts of a page.
  static func figure(
    _ id: String, _ language: Language, book: String = "", _ make: (ChartOptions) -> Chart
  ) -> String {
    let options = ChartOptions(language: language, id: id)
    return make(options).figure(options).replacing("href=\"book:", with: "href=\"\(book)")
  }
}

/// A link to where a figure is printed, or its words alone when it is printed in no cell.
struct FigureLink {
  let language: Language
  /// The address of the book, with the language.
  let book: String

  func words(_ figure: KeyFigures.Figure?) -> String {
    guard let figure else { return "<span class=\"quiet\">\(language == .chinese ? "未列" : "not given")</span>" }
    return linked(escaped(figure.money.inWords(language)), figure)
  }

  /// For a column of a table that says its unit, 万元: two decimals, so that the points stand below each other.
  func column(_ figure: KeyFigures.Figure?) -> String {
    guard let figure else { return words(nil) }
    return linked(figure.money.printed(in: .tenThousandYuan, grouped: true), figure)
  }

  private func linked(_ words: String, _ figure: KeyFigures.Figure) -> String {
    guard let place = figure.place else { return "<a href=\"\(book)/book\">\(words)</a>" }
    return "<a href=\"\(book)/source/\(place.statement)/\(place.row)/\(place.column)\">\(words)</a>"
  }
}
