/// The colours of charts, and the style sheet by which a page may change them.
///
/// Every fallback has a contrast of at least 3:1 against white and against #1e1e1e (WCAG 2.2, 1.4.11), so that a page without the
/// style sheet is right in light and dark. Hues are told apart by pattern, place and label too: never by colour alone.
public enum ChartInk {
  /// Hues in the order in which series take them.
  public static let hues = ["#2f78c4", "#c2571a", "#1f8a63", "#9560b8", "#8a7020", "#1d8299", "#c24f86", "#6f7f8f"]
  /// Axes, balances and breaks.
  public static let line = "#7c7c7c"

  static func name(_ index: Int) -> String { "--chart-\(index % hues.count + 1)" }

  /// Shows the picture that fits the width.
  public static let layout = """
    .chart { display: block; width: 100%; height: auto; color: inherit; }
    .chart-wide { max-width: 1000px; }
    .chart-narrow { display: none; max-width: 540px; }
    .chart a:hover text, .chart a:focus text { text-decoration: underline; }
    .chart a:focus-visible { outline: 2px solid currentColor; outline-offset: 1px; }
    .chart-figure { margin: 1.5rem 0; }
    .chart-figure figcaption { font-weight: bold; }
    @media (max-width: 640px) { .chart-wide { display: none; } .chart-narrow { display: block; } }
    @media print { .chart-wide { display: block; } .chart-narrow { display: none; } }
    """

  /// `layout`, and brighter hues where the page is dark: a page includes it, or sets the properties itself.
  public static let css =
    layout + """

      @media (prefers-color-scheme: dark) { :root { --chart-1: #6ea8e6; --chart-2: #e58a55; --chart-3: #4fbf94; --chart-4: #bd94dc; --chart-5: #c2a64a; --chart-6: #53b5cb; --chart-7: #e487b2; --chart-8: #9fadbb; --chart-line: #a8a8a8; } }
      """
}
