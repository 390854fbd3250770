package dev.holdfast.proof.report;

import java.util.List;

/** Pieces of a page. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String list(List<String> sentences) {
    StringBuilder out = new StringBuilder("<ul>\n");
    sentences.forEach(each -> out.append("<li>").append(escape(each)).append("</li>\n"));
    return out.append("</ul>\n").toString();
  }

  static String cells(String tag, List<String> cells) {
    StringBuilder out = new StringBuilder("<tr>");
    for (String cell : cells) {
      out.append('<')
          .append(tag)
          .append('>')
          .append(escape(cell))
          .append("</")
          .append(tag)
          .append('>');
    }
    return out.append("</tr>\n").toString();
  }
}
