using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GroundTransport.Infrastructure.Persistence.SqlServer;

/// <summary>The gateway's database on SQL Server.</summary>
public sealed class SqlServerGatewayDbContext(DbContextOptions<SqlServerGatewayDbContext> options) : GatewayDbContext(options)
{
    // Ids and codes are compared and sorted by their bytes, case included, whatever the database's collation is.
    protected override string? Collation => "Latin1_General_100_BIN2";
}

/// <summary>Creates the context without a host, for <c>dotnet ef migrations add</c>.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerGatewayDbContext>
{
    public SqlServerGatewayDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerGatewayDbContext>().UseSqlServer("Server=design-time").Options);
}
