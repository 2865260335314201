namespace GroundTransport.Benchmarks.Running;

/// <summary>A temporary directory and everything that must be disposed with the run, however that ends.</summary>
public sealed class Workspace : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("groundtransport-benchmarks-").FullName;
    private readonly Stack<object> owned = new();

    /// <summary>Disposes it with the run, in the reverse order of the calls.</summary>
    public T Own<T>(T thing)
        where T : notnull
    {
        owned.Push(thing);
        return thing;
    }

    public string Place(string name) => Path.Combine(directory, name);

    public string Make(string name) => Directory.CreateDirectory(Place(name)).FullName;

    public string Write(string name, string text)
    {
        File.WriteAllText(Place(name), text);
        return Place(name);
    }

    public async ValueTask DisposeAsync()
    {
        while (owned.TryPop(out var thing))
        {
            if (thing is IAsyncDisposable ending)
                await ending.DisposeAsync();
            else
                (thing as IDisposable)?.Dispose();
        }
        Directory.Delete(directory, recursive: true);
    }
}
