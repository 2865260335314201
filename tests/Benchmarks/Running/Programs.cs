using System.Diagnostics;

namespace GroundTransport.Benchmarks.Running;

/// <summary>Runs programs and waits for their end.</summary>
public static class Programs
{
    public static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>Its standard output.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, CancellationToken ct, string? directory = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? await output : throw new BenchmarkException($"{program} failed: {await output}{await error}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
