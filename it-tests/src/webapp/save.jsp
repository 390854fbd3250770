<%-- Saves a file, as any application would, and shows Holdfast's counters. --%>
<%@ page import="java.io.FileOutputStream" %>
<%
FileOutputStream file = new FileOutputStream(request.getParameter("file"));
try {
  file.write("saved by a page".getBytes("UTF-8"));
} finally {
  file.close();
}
%>
<%= Class.forName("dev.holdfast.boot.Hooks", false, null).getMethod("status").invoke(null) %>
