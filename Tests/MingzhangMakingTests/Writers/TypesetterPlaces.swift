import MingzhangMaking
import MingzhangTestSupport

extension OutsideTools {
  /// The typesetter of this checkout.
  static var places: TypesetterPlaces {
    let templates = TestPlaces.root.appending(path: "Sources/MingzhangMaking/Templates")
    return TypesetterPlaces(
      python: python, script: templates.appending(path: "typeset.py"), template: templates.appending(path: "book.typ"),
      fonts: [folder.appending(path: "fonts")])
  }
}
