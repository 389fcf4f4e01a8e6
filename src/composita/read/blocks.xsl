<?xml version="1.0" encoding="UTF-8"?>
<!--
The text elements of labels (SPL, and the tables in openFDA records) as one string with marks, which
blocks.py lays out. Marks are Unicode noncharacters, which no text uses: blocks.py sees to that.
  FDD0 section: level, code, title and text, FDD1 between them
  FDD2 edge of a line    FDD3 line break    FDD4 bullet, one for each level
  FDD5 table, FDD6 its end    FDD7 row ("head" if it is)    FDD8 cell, FDD1 before its words
  FDD9 raised words, FDDA their end
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:v="urn:hl7-org:v3">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:variable name="marks"
    select="'&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;&#xFDD4;&#xFDD5;&#xFDD6;&#xFDD7;&#xFDD8;&#xFDD9;&#xFDDA;'"/>

  <!-- An SPL document: its sections in reading order, each before those inside it. -->
  <xsl:template match="/v:document">
    <xsl:apply-templates select="v:component/v:structuredBody/v:component/v:section"/>
  </xsl:template>

  <xsl:template match="v:section">
    <xsl:text>&#xFDD0;</xsl:text>
    <xsl:value-of select="count(ancestor::v:section)"/>
    <xsl:text>&#xFDD1;</xsl:text>
    <xsl:value-of select="translate(v:code/@code, $marks, '')"/>
    <xsl:text>&#xFDD1;</xsl:text>
    <xsl:apply-templates select="v:title/node()"/>
    <xsl:text>&#xFDD1;</xsl:text>
    <xsl:apply-templates select="v:text"/>
    <xsl:for-each select="v:excerpt/v:highlight/v:text">
      <xsl:text>&#xFDD0;</xsl:text>
      <xsl:value-of select="count(ancestor::v:section)"/>
      <xsl:text>&#xFDD1;highlights&#xFDD1;Highlights&#xFDD1;</xsl:text>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
    <xsl:apply-templates select="v:component/v:section"/>
  </xsl:template>

  <!-- A text: its blocks, then the footnotes that no table has taken along. -->
  <xsl:template match="v:text">
    <xsl:apply-templates/>
    <xsl:apply-templates select=".//v:footnote[not(ancestor::v:table)]" mode="after"/>
  </xsl:template>

  <xsl:template match="v:paragraph|v:list|v:renderMultiMedia">
    <xsl:text>&#xFDD2;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#xFDD2;</xsl:text>
  </xsl:template>

  <xsl:template match="v:br">
    <xsl:text>&#xFDD3;</xsl:text>
  </xsl:template>

  <!-- A paragraph that opens an item stands on the line of its bullet. -->
  <xsl:template match="v:item">
    <xsl:text>&#xFDD2;</xsl:text>
    <xsl:for-each select="ancestor::v:list">&#xFDD4;</xsl:for-each>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="v:item/v:paragraph">
    <xsl:if test="preceding-sibling::*[not(self::v:caption)]">&#xFDD2;</xsl:if>
    <xsl:apply-templates/>
    <xsl:text>&#xFDD2;</xsl:text>
  </xsl:template>

  <!-- An item's caption is its number, or only another bullet. -->
  <xsl:template match="v:item/v:caption">
    <xsl:if test="not(contains('•o·-–*■▪◦○●', normalize-space()))">
      <xsl:apply-templates/>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Raised words, marked: raised.py tells powers from the marks of notes. A whole sentence that
       is raised is words like others. -->
  <xsl:template match="v:sup">
    <xsl:choose>
      <xsl:when test="string-length(normalize-space()) > 24">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>&#xFDD9;</xsl:text>
        <xsl:for-each select=".//text()[not(ancestor::v:footnote)]">
          <xsl:value-of select="."/>
        </xsl:for-each>
        <xsl:text>&#xFDDA;</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A table: caption, rows as a person reads them (the foot is written second), footnotes. -->
  <xsl:template match="v:table">
    <xsl:text>&#xFDD5;</xsl:text>
    <xsl:apply-templates select="v:caption/node()"/>
    <xsl:for-each select="v:thead/v:tr">
      <xsl:text>&#xFDD7;head</xsl:text>
      <xsl:apply-templates select="v:td|v:th"/>
    </xsl:for-each>
    <xsl:for-each select="v:tr|v:tbody/v:tr">
      <xsl:text>&#xFDD7;</xsl:text>
      <xsl:apply-templates select="v:td|v:th"/>
    </xsl:for-each>
    <xsl:for-each select="v:tfoot/v:tr">
      <xsl:text>&#xFDD7;</xsl:text>
      <xsl:apply-templates select="v:td|v:th"/>
    </xsl:for-each>
    <xsl:text>&#xFDD6;</xsl:text>
    <xsl:apply-templates select=".//v:footnote" mode="after"/>
  </xsl:template>

  <!-- A cell: "head", "columns 2", "rows 3" as it has them, then its words. -->
  <xsl:template match="v:td">
    <xsl:text>&#xFDD8;</xsl:text>
    <xsl:apply-templates select="@colspan|@rowspan"/>
    <xsl:text>&#xFDD1;</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="v:th">
    <xsl:text>&#xFDD8;head </xsl:text>
    <xsl:apply-templates select="@colspan|@rowspan"/>
    <xsl:text>&#xFDD1;</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="@colspan">
    <xsl:value-of select="concat('columns ', number(), ' ')"/>
  </xsl:template>

  <xsl:template match="@rowspan">
    <xsl:value-of select="concat('rows ', number(), ' ')"/>
  </xsl:template>

  <!-- A table inside a cell is words like others. -->
  <xsl:template match="v:td//v:table|v:th//v:table">
    <xsl:apply-templates mode="inside"/>
  </xsl:template>

  <xsl:template match="v:tr" mode="inside">
    <xsl:text>&#xFDD2;</xsl:text>
    <xsl:apply-templates mode="inside"/>
    <xsl:text>&#xFDD2;</xsl:text>
  </xsl:template>

  <xsl:template match="v:td|v:th|v:caption" mode="inside">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Footnotes stand after their table or text, not inside its words. -->
  <xsl:template match="v:footnote"/>

  <xsl:template match="v:footnote" mode="after">
    <xsl:text>&#xFDD2;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#xFDD2;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
