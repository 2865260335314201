namespace GroundTransport.Benchmarks.Running;

/// <summary>The gateway, published as the Dockerfile publishes it.</summary>
public sealed record GatewayBuild(string Assembly)
{
    /// <summary>With the Dockerfile's options, in directories of its own: the repository's own restore isn't changed.</summary>
    public static Task<GatewayBuild> Publish(Workspace workspace, CancellationToken ct) =>
        Publish(workspace, "gateway", ["--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true"], ct);

    /// <summary>Without ahead-of-time compilation.</summary>
    public static Task<GatewayBuild> PublishWithoutReadyToRun(Workspace workspace, CancellationToken ct) =>
        Publish(workspace, "gateway-jit", [], ct);

    private static async Task<GatewayBuild> Publish(Workspace workspace, string name, IEnumerable<string> options, CancellationToken ct)
    {
        var output = workspace.Place(name);
        await Programs.Run("dotnet", ["publish", "src/Api", "-c", "Release", "-o", output, "--artifacts-path",
            workspace.Place(name + "-artifacts"), .. options], ct, Root());
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
