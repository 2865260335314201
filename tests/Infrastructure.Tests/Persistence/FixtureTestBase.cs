namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Tests with a new fixture for each: written once, derived once per database.</summary>
/// <typeparam name="T">The fixture.</typeparam>
public abstract class FixtureTestBase<T>(Func<Task<T>> create) : IAsyncLifetime
    where T : class, IAsyncDisposable
{
    private T? fixture;

    protected T Fixture => fixture!;

    public virtual async ValueTask InitializeAsync() => fixture = await create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // A skipped test has none.
        if (fixture is not null)
            await fixture.DisposeAsync();
    }
}
