using System.Globalization;

namespace GroundTransport.Benchmarks.Running;

/// <summary>A control group (cgroup v1 or v2) that limits the memory of the processes in it, as a container's does.</summary>
public sealed class MemoryGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";

    private readonly string directory;

    private MemoryGroup(string directory) => this.directory = directory;

    /// <summary>To this file a process writes its id to belong to the group.</summary>
    public string Members => Path.Combine(directory, "cgroup.procs");

    /// <summary>Null where this process may create none.</summary>
    public static MemoryGroup? TryCreate(long limit)
    {
        var isFirstVersion = Directory.Exists(Path.Combine(Root, "memory"));
        var directory = Path.Combine(
            isFirstVersion ? Path.Combine(Root, "memory") : Root, $"groundtransport-benchmarks-{Environment.ProcessId}");
        try
        {
            var group = new MemoryGroup(Directory.CreateDirectory(directory).FullName);
            File.WriteAllText(
                Path.Combine(directory, isFirstVersion ? "memory.limit_in_bytes" : "memory.max"),
                limit.ToString(CultureInfo.InvariantCulture));
            return group;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory);
            return null;
        }
    }

    /// <remarks>Its processes must have ended.</remarks>
    public void Dispose() => Directory.Delete(directory);
}
