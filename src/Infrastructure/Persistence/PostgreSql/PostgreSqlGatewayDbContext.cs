using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GroundTransport.Infrastructure.Persistence.PostgreSql;

/// <summary>The gateway's database on PostgreSQL.</summary>
public sealed class PostgreSqlGatewayDbContext(DbContextOptions<PostgreSqlGatewayDbContext> options) : GatewayDbContext(options)
{
    // Ids and codes are compared and sorted by their bytes, whatever the database's locale is.
    protected override string? Collation => "C";
}

/// <summary>Creates the context without a host, for <c>dotnet ef migrations add</c>.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlGatewayDbContext>
{
    public PostgreSqlGatewayDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlGatewayDbContext>().UseNpgsql("Host=design-time").Options);
}
