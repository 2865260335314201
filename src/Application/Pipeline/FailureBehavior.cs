using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Pipeline;

/// <summary>Turns an exception into a refusal without internal details. The log has the exception, with the correlation id.</summary>
public sealed class FailureBehavior<TRequest, TResponse>(ILogger<TRequest> log) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            return await next();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(failure, "{Request} failed", typeof(TRequest).Name);
            return TResponse.Refused(Refusal.Failure);
        }
    }
}
