<%-- Has Tomcat save its own users, conf/tomcat-users.xml, as its manager does. --%>
<%@ page import="java.lang.management.ManagementFactory" %>
<%@ page import="javax.management.MBeanServer" %>
<%@ page import="javax.management.ObjectName" %>
<%
MBeanServer server = ManagementFactory.getPlatformMBeanServer();
ObjectName users = new ObjectName("Users:type=UserDatabase,database=UserDatabase");
String text = String.class.getName();
server.invoke(
    users,
    "createUser",
    new Object[] {"kermit", "a password", "Kermit the Frog"},
    new String[] {text, text, text});
server.invoke(users, "save", null, null);
%>
<%= Class.forName("dev.holdfast.boot.Hooks", false, null).getMethod("status").invoke(null) %>
