using GroundTransport.Application.Csv;
using Xunit;

namespace GroundTransport.Application.Tests.Csv;

/// <summary>RFC 4180 both ways, formulas, and mistakes by row and column.</summary>
public class CsvTextTests
{
    private static readonly string[] Columns = ["id", "text"];

    [Fact]
    public void Write_quotes_what_RFC_4180_quotes_and_ends_each_row_with_CRLF() => Assert.Equal(
        "id,text\r\n1,\"a, b\"\r\n2,\"say \"\"hi\"\"\"\r\n3,\r\n",
        CsvText.Write(Columns, [["1", "a, b"], ["2", "say \"hi\""], ["3", ""]]));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("'=x", "''=x")]
    [InlineData("it's = fine", "it's = fine")]
    [InlineData("'quoted'", "'quoted'")]
    public void Cell_that_a_spreadsheet_would_run_is_escaped_and_read_back_as_it_was(string cell, string written)
    {
        var text = CsvText.Write(Columns, [["1", cell]]);

        Assert.Equal($"id,text\r\n1,{written}\r\n", text);
        Assert.Equal([("id", "1"), ("text", cell)], Assert.Single(CsvText.Read(text, Columns).Rows).Cells);
    }

    [Fact]
    public void Read_takes_any_order_of_columns_a_byte_order_mark_line_feeds_and_skips_empty_rows()
    {
        var (rows, mistakes) = CsvText.Read("\uFEFFtext,id\na,1\n,\n\nb,2", Columns);

        Assert.Empty(mistakes);
        Assert.Equal([2, 5], rows.Select(row => row.Number));
        Assert.Equal([("text", "b"), ("id", "2")], rows[1].Cells);
    }

    [Theory]
    [InlineData("", "row 1")]
    [InlineData("id;text\n1;a", "row 1")]
    [InlineData("id,id\n1,2", "row 1")]
    [InlineData("id,text\n1\n", "row 2")]
    [InlineData("id,text\n1,a,b\n", "row 2")]
    [InlineData("id,text\n1,a\n2,b\"c\n", "row 3")]
    [InlineData("id,text\n1,\"a\n2,b\n", "row 2")]
    public void Read_names_the_row_of_a_mistake(string text, string row)
    {
        var (rows, mistakes) = CsvText.Read(text, Columns);

        Assert.Empty(rows);
        Assert.Equal(row, mistakes[0].Field.Name);
    }
}
