using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Databases;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Servers;
using Npgsql;

namespace GroundTransport.Api.Tests.Console;

/// <summary>Three gateways as processes on one PostgreSQL database, behind nginx.</summary>
public sealed class BalancedGateways : IAsyncLifetime
{
    private const int Count = 3;

    private readonly string directory = Directory.CreateTempSubdirectory("balanced-").FullName;
    private readonly List<GatewayProcess> processes = [];
    private NginxBalancer? balancer;

    /// <summary>The reason to skip a test; null: they run.</summary>
    public static string? SkipReason => SharedPostgreSql.SkipReason ?? NginxBalancer.SkipReason;

    /// <summary>Each gateway's own address.</summary>
    public IReadOnlyList<Uri> Nodes { get; private set; } = [];

    /// <summary>The address that all share.</summary>
    public Uri Url => balancer!.Url;

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is not null)
            return;
        var settings = new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["GroundTransport__Database__Provider"] = "PostgreSql",
            ["GroundTransport__ConnectionStrings__Gateway"] = new NpgsqlConnectionStringBuilder(SharedPostgreSql.ConnectionString)
            {
                Database = $"gateway_{Guid.NewGuid():N}",
                MaxPoolSize = 20,
            }.ConnectionString,
        };
        await GatewayDatabase.MigratePostgreSql(settings["GroundTransport__ConnectionStrings__Gateway"]);
        // The first stores the demo's data, for which the others would wait on another port.
        processes.Add(new GatewayProcess(directory, settings));
        await processes[0].WaitUntilReady();
        while (processes.Count < Count)
            processes.Add(new GatewayProcess(directory, settings));
        foreach (var process in processes)
            await process.WaitUntilReady();
        Nodes = await Task.WhenAll(processes.Select(process => process.Url()));
        balancer = await NginxBalancer.Start(Nodes);
    }

    public ValueTask DisposeAsync()
    {
        balancer?.Dispose();
        processes.ForEach(process => process.Dispose());
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
