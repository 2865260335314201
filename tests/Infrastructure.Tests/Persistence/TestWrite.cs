using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>A write with a test's handler, which receives its scope and the number of the attempt.</summary>
public sealed class TestWrite(Func<IServiceProvider, int, Task<Outcome<string>>> handler) : IRequest<Outcome<string>>, IWrite
{
    public int Attempts { get; private set; }

    public Task<Outcome<string>> In(IServiceProvider scope) => handler(scope, ++Attempts);
}

/// <summary>Runs a write as the pipeline does.</summary>
public static class TestWriteExtensions
{
    public static Task<Outcome<string>> Run(this IWriteTransactions transactions, TestWrite write, CancellationToken ct) =>
        new TransactionBehavior<TestWrite, Outcome<string>>(transactions).Handle(
            write, ct, () => throw new InvalidOperationException("A write must not run in the request's own scope."));
}

public sealed class TestWriteHandler(IServiceProvider scope) : IRequestHandler<TestWrite, Outcome<string>>
{
    public Task<Outcome<string>> Handle(TestWrite request, CancellationToken cancellationToken) => request.In(scope);
}
