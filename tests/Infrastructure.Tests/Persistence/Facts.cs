namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Facts that hold on every database: written once, derived once for each.</summary>
/// <typeparam name="T">What they stand on; a new one for each fact.</typeparam>
public abstract class Facts<T>(Func<Task<T>> create) : IAsyncLifetime
    where T : class, IAsyncDisposable
{
    private T? ground;

    protected T Ground => ground!;

    public virtual async ValueTask InitializeAsync() => ground = await create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // A skipped fact has none.
        if (ground is not null)
            await ground.DisposeAsync();
    }
}
