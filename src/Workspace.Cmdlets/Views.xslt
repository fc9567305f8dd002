<?xml version="1.0" encoding="utf-8"?>
<!-- Without blanks and comments between the elements: PowerShell walks over each of them when it imports the module. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" indent="no" />
  <xsl:strip-space elements="*" />
  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" />
    </xsl:copy>
  </xsl:template>
  <xsl:template match="comment()" />
</xsl:stylesheet>
