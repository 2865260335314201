using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>A write whose handler does what a test says; it is given its scope and the number of the attempt.</summary>
public sealed class Act(Func<IServiceProvider, int, Task<Outcome<string>>> handler) : IRequest<Outcome<string>>, IWrite
{
    public int Attempts { get; private set; }

    public Task<Outcome<string>> In(IServiceProvider scope) => handler(scope, ++Attempts);
}

/// <summary>Runs it as the pipeline runs every write.</summary>
public static class ActRun
{
    public static Task<Outcome<string>> Run(this IWriteTransactions transactions, Act act, CancellationToken ct) =>
        new TransactionBehavior<Act, Outcome<string>>(transactions).Handle(
            act, ct, () => throw new InvalidOperationException("A write must not run in the request's own scope."));
}

public sealed class ActHandler(IServiceProvider scope) : IRequestHandler<Act, Outcome<string>>
{
    public Task<Outcome<string>> Handle(Act request, CancellationToken cancellationToken) => request.In(scope);
}
