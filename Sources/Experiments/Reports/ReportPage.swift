/// The frame that every page has: nothing is loaded from anywhere.
enum ReportPage {
    /// A complete HTML document.
    ///
    /// - Parameters:
    ///   - title: shown and in the window; escaped here.
    ///   - script: the one script that the page runs; nil for none.
    ///   - body: markup between the title and the footer.
    static func html(title: String, style: String = ReportStyle.css, script: String? = nil, body: String) -> String {
        let policy = script == nil ? "" : "; script-src \(ReportScript.policySource)"
        let promise = script == nil ? "it loads nothing and runs no script." : "it loads nothing."
        var html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'\(policy)">
            <title>\(ReportMarkup.escape(title))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <main>
            <header><h1>\(ReportMarkup.escape(title))</h1></header>

            """
        html += body
        html += "<footer>Written by Claustrum. This file is complete in itself: \(promise)</footer>\n</main>\n"
        if let script { html += "<script>\(script)</script>\n" }
        return html + "</body>\n</html>\n"
    }
}
