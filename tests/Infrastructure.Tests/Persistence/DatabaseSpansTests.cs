using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Infrastructure.Tests.Persistence;

public sealed class DatabaseSpansTests
{
    [Theory]
    [InlineData("SELECT \"r\".\"id\" FROM \"reservations\" AS \"r\" WHERE \"r\".\"id\" = @id", "SELECT", "reservations")]
    [InlineData("INSERT INTO \"reservations\" (\"id\") VALUES (@p0);", "INSERT", "reservations")]
    [InlineData("INSERT INTO [reservations] ([id]) VALUES (@p0);", "INSERT", "reservations")]
    [InlineData("UPDATE post_backs SET due_at = @p0", "UPDATE", "post_backs")]
    [InlineData("DELETE FROM \"holds\"\nWHERE 1 = 1", "DELETE", "holds")]
    [InlineData("PRAGMA busy_timeout=5000", "PRAGMA", "")]
    [InlineData("", "", "")]
    public void Summary_is_the_operation_and_its_table_alone(string statement, string operation, string table) =>
        Assert.Equal((operation, table), DatabaseSpans.Summarize(statement));
}
