using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GroundTransport.Infrastructure.Persistence.SqlServer;

/// <summary>The gateway's database on SQL Server.</summary>
public sealed class SqlServerGatewayDbContext(DbContextOptions<SqlServerGatewayDbContext> options) : GatewayDbContext(options)
{
    // Ids and codes differ by case, and compare as they are, whatever the database's own language is.
    protected override string? Collation => "Latin1_General_100_BIN2";
}

/// <summary>For <c>dotnet ef migrations add</c>, which needs a context without a host.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerGatewayDbContext>
{
    public SqlServerGatewayDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer("Server=design-time").Options);
}
