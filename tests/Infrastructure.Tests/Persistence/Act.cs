using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>A write whose handler does what a test says; it is given its scope and the number of the attempt.</summary>
public sealed class Act(Func<IServiceProvider, int, Task<Outcome<string>>> handler) : IRequest<Outcome<string>>
{
    public int Attempts { get; private set; }

    public Task<Outcome<string>> In(IServiceProvider scope) => handler(scope, ++Attempts);
}

public sealed class ActHandler(IServiceProvider scope) : IRequestHandler<Act, Outcome<string>>
{
    public Task<Outcome<string>> Handle(Act request, CancellationToken cancellationToken) => request.In(scope);
}
