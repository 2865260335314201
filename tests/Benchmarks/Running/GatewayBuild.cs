namespace GroundTransport.Benchmarks.Running;

/// <summary>The gateway, published as the Dockerfile publishes it.</summary>
public sealed record GatewayBuild(string Assembly)
{
    public static async Task<GatewayBuild> Publish(Workspace workspace, CancellationToken ct)
    {
        var output = workspace.Place("gateway");
        await Programs.Run("dotnet", ["publish", "src/Api", "-c", "Release", "-o", output], ct, Root());
        return new GatewayBuild(Path.Combine(output, "GroundTransport.Api.dll"));
    }

    /// <summary>Compiled ahead of time for this machine's architecture. In a tree of its own: the repository's own restore stays as it is.</summary>
    public static async Task<GatewayBuild> PublishReadyToRun(Workspace workspace, CancellationToken ct)
    {
        var output = workspace.Place("gateway-r2r");
        await Programs.Run("dotnet",
            ["publish", "src/Api", "-c", "Release", "-o", output, "--artifacts-path", workspace.Place("r2r-artifacts"), "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true"],
            ct, Root());
        return new GatewayBuild(Path.Combine(output, "GroundTransport.Api.dll"));
    }

    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "GroundTransport.sln")))
                return directory.FullName;
        }
        throw new BenchmarkException("Run this from a clone of the repository: the gateway is published from its source.");
    }
}
